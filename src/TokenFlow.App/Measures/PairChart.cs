using System.Globalization;
using TokenFlow.Recording.Charts;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Studies.Pairs;

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
    private const double Alike = 1e-4;

    /// <summary>Writes the chart.</summary>
    /// <param name="path">Ends in .png or .svg.</param>
    /// <param name="scenario">The scenario's title.</param>
    /// <param name="layers">Layers that were measured.</param>
    public void Write(string path, string scenario, int layers)
    {
        var theme = SceneTheme.Dark();
        ChartSeries[] series = [.. Together(report.Columns.Select(c => Series(c, theme)).OfType<ChartSeries>())];
        new ChartWriter(theme).Write(
            new LineChart
            {
                Title = string.Create(CultureInfo.InvariantCulture, $"What reaches token {report.To}, by {(report.Columns.Count == 4 ? "four" : "three")} measures"),
                Subtitle = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{scenario} · {layers} {(layers == 1 ? "layer" : "layers")} · {report.Sources.Count:N0} sources of {tokens:N0} tokens · each measure over its largest · ring: token {report.From}"),
                XLabel = "position of the source",
                YLabel = "of the largest",
                YTick = value => value.ToString("G3", CultureInfo.InvariantCulture),
                Across = ChartScale.Linear,
                Series = series,
                Markers = [.. series.Where(s => !s.IsGuide).SelectMany(s => Ring(s))],
            },
            path);
    }

    // Lines that are the same would hide one another: they are drawn once, under both names.
    private static List<ChartSeries> Together(IEnumerable<ChartSeries> all)
    {
        var together = new List<ChartSeries>();
        foreach (ChartSeries series in all)
        {
            int same = together.FindIndex(t => t.X.SequenceEqual(series.X) && t.Y.Zip(series.Y).All(y => Math.Abs(y.First - y.Second) <= Alike * y.First));
            if (same < 0)
            {
                together.Add(series);
            }
            else
            {
                together[same] = together[same] with { Name = $"{together[same].Name} = {series.Name}" };
            }
        }

        return together;
    }

    private IEnumerable<ChartMarker> Ring(ChartSeries series)
    {
        for (int i = 0; i < series.X.Count; i++)
        {
            if (series.X[i] == report.From)
            {
                yield return new ChartMarker(series.X[i], series.Colour, series.Y[i]);
            }
        }
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
