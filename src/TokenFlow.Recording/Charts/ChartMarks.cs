using ScottPlot;
using ScottPlot.Plottables;

namespace TokenFlow.Recording.Charts;

/// <summary>Draws what goes with a chart's lines: bands of confidence below them, markers with them.</summary>
internal static class ChartMarks
{
    private const byte BandAlpha = 34;
    private const byte UprightAlpha = 170;
    private const float RingSize = 15;

    /// <summary>The band about a line, where it has one.</summary>
    public static void Band(Plot plot, ChartSeries series, Func<double, double> across, Func<double, double> up)
    {
        if (series.Low is not { } low || series.High is not { } high)
        {
            return;
        }

        FillY band = plot.Add.FillY(series.X.Select(across).ToArray(), low.Select(up).ToArray(), high.Select(up).ToArray());
        band.FillColor = new Color(series.Colour.R, series.Colour.G, series.Colour.B, BandAlpha);
        band.LineWidth = 0;
        band.MarkerSize = 0;
    }

    /// <summary>Upright lines, from the floor to the top of the scale.</summary>
    public static void Uprights(Plot plot, LineChart chart, Func<double, double> across)
    {
        foreach (ChartMarker marker in chart.Markers.Where(m => m.Y is null))
        {
            double x = across(marker.X);
            Scatter line = plot.Add.Scatter(new[] { x, x }, new[] { 0, chart.YMost }, new Color(marker.Colour.R, marker.Colour.G, marker.Colour.B, UprightAlpha));
            line.LineWidth = 1.25f;
            line.LinePattern = LinePattern.Dashed;
            line.MarkerSize = 0;
        }
    }

    /// <summary>Rings, over the lines.</summary>
    public static void Rings(Plot plot, LineChart chart, Func<double, double> across, Func<double, double> up, Color ground)
    {
        foreach (ChartMarker marker in chart.Markers)
        {
            if (marker.Y is not { } y)
            {
                continue;
            }

            Marker ring = plot.Add.Marker(across(marker.X), up(y), MarkerShape.FilledCircle, RingSize, ground);
            ring.MarkerStyle.OutlineColor = new Color(marker.Colour.R, marker.Colour.G, marker.Colour.B);
            ring.MarkerStyle.OutlineWidth = 3;
        }
    }
}
