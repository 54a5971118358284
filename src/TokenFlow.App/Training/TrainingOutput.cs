using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Recording.Charts;
using TokenFlow.Recording.Pictures;
using TokenFlow.Recording.Type;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Theme;
using TokenFlow.Studies.Learning;

namespace TokenFlow.App.Training;

/// <summary>Where a training's results go.</summary>
/// <param name="File">The trained file.</param>
/// <param name="Plot">The chart of loss and recall; null for none.</param>
/// <param name="Picture">The picture of the hub before and after; null for none.</param>
/// <param name="Theme">The colours of both.</param>
/// <param name="Width">The picture's, in pixels.</param>
/// <param name="Height">The picture's, in pixels.</param>
internal sealed record TrainingOutput(string File, string? Plot, string? Picture, SceneTheme Theme, int Width, int Height)
{
    /// <summary>Refuses what cannot be written, before time is spent on training.</summary>
    /// <exception cref="FaultException">Of another kind, not writable, or two of one name.</exception>
    public void Check()
    {
        if (Plot is not null)
        {
            ChartWriter.CheckFormat(Plot);
        }

        if (Picture is not null)
        {
            _ = PictureWriter.FormatOf(Picture);
        }

        string[] outputs = [.. new[] { File, Plot, Picture }.OfType<string>()];
        foreach (string output in outputs)
        {
            OutputPath.CheckWritable(output);
        }

        if (outputs.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal).Count() < outputs.Length)
        {
            throw new FaultException(FaultKind.Usage, "two outputs have one name", outputs[^1], "give each its own");
        }
    }

    /// <summary>Writes them.</summary>
    public void Write(Scenario scenario, Sequence sequence, TrainingOptions options, TrainingResult result)
    {
        using (var file = new OutputFile(File))
        {
            file.Guarded(() => result.Best.Write(file.Stream));
            file.Commit();
        }

        if (Plot is not null)
        {
            new ChartWriter(Theme).Write(TrainingChart.Of(scenario, options, result, Theme), Plot);
        }

        if (Picture is not null)
        {
            using var fonts = new FontBook();
            TrainingPicture.Write(Picture, Width, Height, Theme, fonts, scenario, sequence, options, result);
        }
    }
}
