using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using TokenFlow.Recording.Films;

namespace TokenFlow.App.Films;

/// <summary>Frames done, how fast, and the time left.</summary>
internal sealed class FilmRateColumn : ProgressColumn
{
    private readonly Lock _lock = new();
    private FilmProgress _latest;

    /// <summary>What was reported last.</summary>
    public FilmProgress Latest
    {
        get
        {
            lock (_lock)
            {
                return _latest;
            }
        }

        set
        {
            lock (_lock)
            {
                _latest = value;
            }
        }
    }

    /// <inheritdoc />
    protected override bool NoWrap => true;

    /// <summary>A progress in words.</summary>
    public static string Describe(FilmProgress progress)
    {
        string left = progress.TimeLeft.TotalSeconds < 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {Math.Ceiling(progress.TimeLeft.TotalSeconds):0} s left");
        return string.Create(CultureInfo.InvariantCulture, $"{progress.Done} of {progress.Of} frames, {progress.FramesPerSecond:0.0} a second{left}");
    }

    /// <inheritdoc />
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        Latest is { Of: > 0 } latest ? new Text(Describe(latest)) : new Text("getting ready");
}
