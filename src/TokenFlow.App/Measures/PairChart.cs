using System.Globalization;
using TokenFlow.Recording.Charts;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;

namespace TokenFlow.App.Measures;

/// <summary>
/// A chart of how a reader's measures go with the sources' positions, each over its largest value among the sources, so that
/// shapes can be compared. What is 0 has no place on a logarithmic scale and is left out.
/// </summary>
/// <param name="report">The measures.</param>
/// <param name="tokens">Tokens of the sequence.</param>
internal sealed class PairChart(PairReport report, int tokens)
{
    private const double Least = 1e-9;

    /// <summary>Writes the chart.</summary>
    /// <param name="path">Ends in .png or .svg.</param>
    /// <param name="scenario">The scenario's title.</param>
    /// <param name="layers">Layers that were measured.</param>
    public void Write(string path, string scenario, int layers)
    {
        var theme = SceneTheme.Dark();
        using var fonts = new FontBook();
        ChartSeries[] series = [.. report.Columns.Select(c => Series(c, theme)).OfType<ChartSeries>()];
        new ChartWriter(theme, fonts).Write(
            new LineChart
            {
                Title = string.Create(CultureInfo.InvariantCulture, $"What reaches token {report.To}, by four measures"),
                Subtitle = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{scenario} · {layers} {(layers == 1 ? "layer" : "layers")} · {report.Sources.Count:N0} sources of {tokens:N0} tokens · each measure over its largest"),
                XLabel = "position of the source",
                YLabel = "of the largest",
                YTick = value => value.ToString("G3", CultureInfo.InvariantCulture),
                Across = ChartScale.Linear,
                Series = series,
                Markers = [new ChartMarker(report.From, theme.Secondary), new ChartMarker(report.To, theme.Text)],
            },
            path);
    }

    private static Rgba ColourOf(string measure, SceneTheme theme) => measure switch
    {
        "rollout" => theme.Window,
        "flow" => theme.Hub,
        "jacobian" => theme.Random,
        _ => theme.Secondary,
    };

    private ChartSeries? Series(PairColumn column, SceneTheme theme)
    {
        double[] values = [.. column.Values.Select(v => column.Name == "arrival" ? v < 0 ? 0 : 1 / (1 + v) : v)];
        double most = values.Max();
        int[] shown = [.. Enumerable.Range(0, values.Length).Where(i => values[i] > Least * most)];
        return shown.Length == 0
            ? null
            : new ChartSeries
            {
                Name = column.Name == "arrival" ? "1 / (1 + arrival)" : column.Name,
                Colour = ColourOf(column.Name, theme),
                X = [.. shown.Select(i => (double)report.Sources[i])],
                Y = [.. shown.Select(i => values[i] / most)],
                IsGuide = column.Name == "arrival",
            };
    }
}
