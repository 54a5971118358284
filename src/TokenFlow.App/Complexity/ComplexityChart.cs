using System.Globalization;
using TokenFlow.Recording.Charts;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Studies.Complexity;

namespace TokenFlow.App.Complexity;

/// <summary>Time against length, a line a pattern.</summary>
internal static class ComplexityChart
{
    /// <summary>Draws it into a .png or .svg file.</summary>
    public static void Write(string path, IReadOnlyList<ComplexityCurve> curves, int window, int globals, int threads)
    {
        var theme = SceneTheme.Dark();
        new ChartWriter(theme).Write(
            new LineChart
            {
                Title = "What attention costs as the text grows",
                Subtitle = string.Create(
                    CultureInfo.InvariantCulture,
                    $"w = {window} a side · g = {globals} · one head, d = {ComplexityStudy.HeadDim} · float32 · {threads} threads · slopes fitted over the longer half"),
                XLabel = "tokens",
                YLabel = "time a call",
                YTick = ms => ms >= 1000 ? string.Create(CultureInfo.InvariantCulture, $"{ms / 1000:0.#} s") : string.Create(CultureInfo.InvariantCulture, $"{ms:G4} ms"),
                Series =
                [
                    .. from curve in curves
                       let timed = curve.Points.Where(p => p.Ms is not null).ToArray()
                       select new ChartSeries
                       {
                           Name = string.Create(CultureInfo.InvariantCulture, $"{curve.Name}   n^{curve.TimeFit.Exponent:0.00}"),
                           Colour = ColourOf(curve.Name, theme),
                           X = [.. timed.Select(p => (double)p.Tokens)],
                           Y = [.. timed.Select(p => p.Ms!.Value)],
                           IsSubject = curve.Name == "global + local",
                       },
                ],
            },
            path);
    }

    private static Rgba ColourOf(string pattern, SceneTheme theme) => pattern switch
    {
        "full" => theme.Secondary,
        "global" => theme.Random,
        "local" => theme.Window,
        _ => theme.Hub,
    };
}
