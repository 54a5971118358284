using System.Text;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;
using TokenFlow.Attention.Faults;
using TokenFlow.Recording.Files;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Recording.Charts;

/// <summary>Draws charts of lines in the pictures' colours and typeface, and writes them as PNG or SVG.</summary>
public sealed class ChartWriter
{
    private const int Width = 1280;
    private const int Height = 720;
    private const double PngScale = 1.5;
    private const float Left = 104;
    private const float Right = 250;
    private const float Bottom = 88;
    private const float Top = 104;
    private const float NameGap = 22;
    private readonly SceneTheme _theme;

    /// <param name="theme">The colours.</param>
    /// <param name="fonts">The typefaces. They stay the caller's to dispose, after the last chart.</param>
    public ChartWriter(SceneTheme theme, FontBook fonts)
    {
        _theme = theme;
        // The library looks fonts up in one list for the whole process; ours is asked first.
        Fonts.FontResolvers.Insert(0, new PictureFontResolver(fonts));
    }

    /// <summary>Checks that a path's extension is one that charts are written in.</summary>
    /// <exception cref="FaultException">Usage.</exception>
    public static void CheckFormat(string path) => _ = IsSvg(path);

    /// <summary>Draws a chart and writes it. The file appears under its name only when it is whole.</summary>
    /// <param name="chart">What it shows.</param>
    /// <param name="path">Ends in .png or .svg.</param>
    /// <exception cref="FaultException">Usage (extension), OutputUnwritable, DiskFull.</exception>
    public void Write(LineChart chart, string path)
    {
        ArgumentNullException.ThrowIfNull(chart);
        bool svg = IsSvg(path);
        using OutputFile file = new(path);
        using Plot plot = Build(chart);
        byte[] bytes;
        if (svg)
        {
            bytes = Encoding.UTF8.GetBytes(plot.GetSvgXml(Width, Height));
        }
        else
        {
            plot.ScaleFactor = PngScale;
            bytes = plot.GetImage((int)(Width * PngScale), (int)(Height * PngScale)).GetImageBytes(ImageFormat.Png);
        }

        file.Guarded(() => file.Stream.Write(bytes));
        file.Commit();
    }

    private static bool IsSvg(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".svg" => true,
        ".png" => false,
        _ => throw new FaultException(FaultKind.Usage, $"'{Path.GetExtension(path)}' is no format for a chart", path, "end the name in .png or .svg"),
    };

    private static ScottPlot.Color Of(Rgba colour) => new(colour.R, colour.G, colour.B, colour.A);

    private static double Across(double x) => Math.Log2(x);

    private Plot Build(LineChart chart)
    {
        var plot = new Plot();
        plot.FigureBackground.Color = Of(_theme.Background);
        plot.DataBackground.Color = Of(_theme.Background);
        plot.Layout.Fixed(new PixelPadding(Left, Right, Bottom, Top));
        double Up(double y) => chart.IsLogarithmic ? Math.Log10(y) : y;
        AxisLimits limits = Limits(chart, Up);
        plot.Axes.SetLimits(limits);
        Axes(plot, chart, limits);
        foreach (ChartSeries series in chart.Series)
            Line(plot, series, Up);
        Names(plot, chart, limits, Up);
        Heading(plot, chart);
        return plot;
    }

    private static AxisLimits Limits(LineChart chart, Func<double, double> up)
    {
        double[] xs = [.. chart.Series.SelectMany(s => s.X).Select(Across)];
        double left = xs.Min() - 0.12, right = xs.Max() + 0.12;
        if (!chart.IsLogarithmic)
            return new AxisLimits(left, right, 0, chart.YMost);
        double[] ys = [.. chart.Series.SelectMany(s => s.Y).Select(up)];
        return new AxisLimits(left, right, ys.Min() - 0.25, ys.Max() + 0.25);
    }

    private void Axes(Plot plot, LineChart chart, AxisLimits limits)
    {
        var across = new NumericManual();
        foreach (double x in chart.Series.Where(s => !s.IsGuide).SelectMany(s => s.X).Distinct())
            across.AddMajor(Across(x), x.ToString("N0", System.Globalization.CultureInfo.InvariantCulture));
        var up = new NumericManual();
        if (chart.IsLogarithmic)
        {
            for (int power = (int)Math.Ceiling(limits.Bottom); power <= limits.Top; power++)
                up.AddMajor(power, chart.YTick(Math.Pow(10, power)));
        }
        else
        {
            for (int tenth = 0; tenth <= (chart.YMost * 10) + 1e-9; tenth += 2)
                up.AddMajor(tenth / 10.0, $"{tenth * 10}%");
        }

        plot.Axes.Bottom.TickGenerator = across;
        plot.Axes.Left.TickGenerator = up;
        plot.XLabel(chart.XLabel);
        plot.YLabel(chart.YLabel);
        plot.Axes.Color(Of(_theme.Secondary));
        foreach (IAxis axis in (IAxis[])[plot.Axes.Bottom, plot.Axes.Left])
        {
            axis.Label.FontName = PictureFontResolver.Family;
            axis.Label.FontSize = 17;
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontName = PictureFontResolver.Family;
            axis.TickLabelStyle.FontSize = 16;
            axis.FrameLineStyle.Color = Of(_theme.PanelEdge);
            axis.MajorTickStyle.Color = Of(_theme.PanelEdge);
        }

        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Grid.MajorLineColor = Of(_theme.PanelEdge.Fade(0.8f));
        plot.Grid.MajorLineWidth = 1;
    }

    private static void Line(Plot plot, ChartSeries series, Func<double, double> up)
    {
        Scatter line = plot.Add.Scatter(series.X.Select(Across).ToArray(), series.Y.Select(up).ToArray(), Of(series.Colour));
        line.LineWidth = series.IsGuide ? 1.5f : series.IsSubject ? 4 : 2.5f;
        line.LinePattern = series.IsGuide ? LinePattern.Dotted : LinePattern.Solid;
        line.MarkerSize = series.IsGuide ? 0 : series.IsSubject ? 11 : 8;
        line.MarkerShape = MarkerShape.FilledCircle;
    }

    // Each name stands to the right of its line's end; names that would touch are moved apart, in the order of their ends.
    private static void Names(Plot plot, LineChart chart, AxisLimits limits, Func<double, double> up)
    {
        double unitsAPixel = (limits.Top - limits.Bottom) / (Height - Top - Bottom);
        var ends = chart.Series.Where(s => s.Y.Count > 0).Select(s => (Series: s, Y: up(s.Y[^1]))).OrderBy(e => e.Y).ToArray();
        double[] places = [.. ends.Select(e => e.Y)];
        double gap = NameGap * unitsAPixel;
        for (int pass = 0; pass < 50; pass++)
        {
            for (int i = 1; i < places.Length; i++)
            {
                double overlap = gap - (places[i] - places[i - 1]);
                if (overlap > 0)
                {
                    places[i] += overlap / 2;
                    places[i - 1] -= overlap / 2;
                }
            }
        }

        for (int i = 0; i < ends.Length; i++)
        {
            ChartSeries series = ends[i].Series;
            // All names stand in one column, so that a line that ends early is not written over.
            Text name = plot.Add.Text(series.Name, limits.Right, places[i]);
            name.OffsetX = 10;
            name.LabelFontName = PictureFontResolver.Family;
            name.LabelFontSize = series.IsSubject ? 18 : 16;
            name.LabelBold = series.IsSubject;
            name.LabelFontColor = Of(series.Colour);
            name.LabelAlignment = Alignment.MiddleLeft;
            name.LabelBackgroundColor = Colors.Transparent;
            name.LabelBorderWidth = 0;
        }
    }

    private void Heading(Plot plot, LineChart chart)
    {
        plot.Title(chart.Title);
        plot.Axes.Title.Label.FontName = PictureFontResolver.Family;
        plot.Axes.Title.Label.FontSize = 26;
        plot.Axes.Title.Label.Bold = true;
        plot.Axes.Title.Label.ForeColor = Of(_theme.Text);
    }
}
