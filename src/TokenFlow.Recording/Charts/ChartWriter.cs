using System.Text;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Recording.Charts;

/// <summary>Draws charts of lines in the pictures' colours and typeface, and writes them as PNG or SVG.</summary>
public sealed class ChartWriter
{
    private const int Width = 1280;
    private const int Height = 720;
    private const double PngScale = 1.5;
    private const float Left = 100;
    private const float Right = 24;
    private const float Bottom = 78;
    private const float Top = 24;

    // Kept free within the plot's area, as nothing is drawn outside it: room for the names at the right, and for the
    // heading at the top.
    private const double NameRoom = 236;
    private const double HeadingRoom = 96;
    private const double NameGap = 24;
    private const double Air = 26;

    // A tick's label: what a sign takes, and what stays free between two.
    private const double TickSign = 9;
    private const double TickGap = 10;

    // Beyond these not every value is written, and not every point drawn.
    private const int MostTicks = 24;
    private const int MostPoints = 64;
    private static readonly double[] RoundSteps = [1, 2, 5, 10];
    private readonly SceneTheme _theme;

    /// <param name="theme">The colours.</param>
    public ChartWriter(SceneTheme theme)
    {
        _theme = theme;

        // The library looks fonts up in one list for the whole process; ours is asked first.
        if (!Fonts.FontResolvers.OfType<PictureFontResolver>().Any())
        {
            Fonts.FontResolvers.Insert(0, new PictureFontResolver());
        }
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

    private Plot Build(LineChart chart)
    {
        var plot = new Plot();
        plot.FigureBackground.Color = Of(_theme.Background);
        plot.DataBackground.Color = Of(_theme.Background);
        plot.Layout.Fixed(new PixelPadding(Left, Right, Bottom, Top));
        double Up(double y) => chart.IsLogarithmic ? Math.Log10(y) : y;
        double Across(double x) => chart.Across == ChartScale.Log2 ? Math.Log2(x) : x;
        AxisLimits limits = Limits(chart, Across, Up);
        plot.Axes.SetLimits(limits);
        Axes(plot, chart, limits, Across);
        foreach (ChartSeries series in chart.Series)
        {
            ChartMarks.Band(plot, series, Across, Up);
        }

        ChartMarks.Uprights(plot, chart, Across);
        foreach (ChartSeries series in chart.Series)
        {
            Line(plot, series, Across, Up);
        }

        ChartMarks.Rings(plot, chart, Across, Up, Of(_theme.Background));
        Names(plot, chart, limits, Across, Up);
        double unitsAcross = (limits.Right - limits.Left) / (Width - Left - Right);
        double unitsUp = (limits.Top - limits.Bottom) / (Height - Top - Bottom);
        double left = limits.Left + (8 * unitsAcross);
        Write(plot, chart.Title, left, limits.Top - (2 * unitsUp), 28, true, _theme.Text, Alignment.UpperLeft);
        Write(plot, chart.Subtitle, left, limits.Top - (44 * unitsUp), 16, false, _theme.Secondary, Alignment.UpperLeft);
        return plot;
    }

    // The lines fill what is left of the area beside the names and below the heading.
    private static AxisLimits Limits(LineChart chart, Func<double, double> toRight, Func<double, double> up)
    {
        double[] xs = [.. chart.Series.SelectMany(s => s.X).Select(toRight)];
        double[] ys = chart.IsLogarithmic ? [.. chart.Series.SelectMany(s => s.Y).Select(up)] : [0, chart.YMost];
        double width = Width - Left - Right, height = Height - Top - Bottom;
        double span = xs.Max() - xs.Min();
        double across = (span > 0 ? span : 1) / (width - NameRoom - (2 * Air));
        double upwards = Math.Max(ys.Max() - ys.Min(), 0.1) / (height - HeadingRoom - Air);
        double left = xs.Min() - (2 * Air * across), bottom = ys.Min() - (Air * upwards);
        return new AxisLimits(left, left + (across * width), bottom, bottom + (upwards * height));
    }

    private void Axes(Plot plot, LineChart chart, AxisLimits limits, Func<double, double> toRight)
    {
        var across = new NumericManual();
        double room = (limits.Right - limits.Left) / (Width - Left - Right), free = double.NegativeInfinity;
        double[] values = [.. chart.Series.Where(s => !s.IsGuide).SelectMany(s => s.X).Distinct().Order()];
        foreach (double x in chart.Across == ChartScale.Linear && values.Length > MostTicks ? RoundValues(values[0], values[^1]) : values)
        {
            // A value whose label would touch the one before it goes without.
            string label = chart.XTick(x);
            double half = ((label.Length * TickSign) + TickGap) / 2 * room;
            if (toRight(x) - half < free)
            {
                continue;
            }

            free = toRight(x) + half;
            across.AddMajor(toRight(x), label);
        }

        plot.Axes.Bottom.TickGenerator = across;
        plot.Axes.Left.TickGenerator = chart.IsLogarithmic ? Decades(chart, limits) : Percents(chart);
        plot.XLabel(chart.XLabel);
        plot.YLabel(chart.YLabel);
        plot.Axes.Color(Of(_theme.Secondary));
        foreach (IAxis axis in (IAxis[])[plot.Axes.Bottom, plot.Axes.Left])
        {
            axis.Label.FontName = PictureFontResolver.Family;
            axis.Label.FontSize = 16;
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontName = PictureFontResolver.Family;
            axis.TickLabelStyle.FontSize = 16;
            axis.FrameLineStyle.Color = Of(_theme.PanelEdge);
            axis.MajorTickStyle.Color = Of(_theme.PanelEdge);
        }

        plot.Axes.Left.FrameLineStyle.Width = 0;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Grid.XAxisStyle.MajorLineStyle.Width = 0;
        plot.Grid.YAxisStyle.MajorLineStyle.Color = Of(_theme.PanelEdge);
        plot.Grid.YAxisStyle.MajorLineStyle.Width = 1;
    }

    // Of many values on an even scale round ones are written, at 1, 2 or 5 times a power of ten.
    private static IEnumerable<double> RoundValues(double least, double most)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10((most - least) / MostTicks)));
        double step = RoundSteps.Select(s => s * power).First(s => (most - least) / s <= MostTicks);
        for (double x = Math.Ceiling(least / step) * step; x <= most; x += step)
        {
            yield return x;
        }
    }

    // Powers of ten; over a short range also what lies between.
    private static NumericManual Decades(LineChart chart, AxisLimits limits)
    {
        double[] ys = [.. chart.Series.SelectMany(s => s.Y)];
        double most = ys.Max() * 1.5;
        double[] steps = most / ys.Min() < 1000 ? [1, 2, 5] : [1];
        var up = new NumericManual();
        for (int power = (int)Math.Floor(limits.Bottom); power <= limits.Top; power++)
        {
            foreach (double value in steps.Select(step => step * Math.Pow(10, power)))
            {
                if (Math.Log10(value) >= limits.Bottom && value <= most)
                {
                    up.AddMajor(Math.Log10(value), chart.YTick(value));
                }
            }
        }

        return up;
    }

    private static NumericManual Percents(LineChart chart)
    {
        var up = new NumericManual();
        for (int percent = 0; percent <= (chart.YMost * 100) + 1e-9; percent += 20)
        {
            up.AddMajor(percent / 100.0, $"{percent}%");
        }

        return up;
    }

    private static void Line(Plot plot, ChartSeries series, Func<double, double> across, Func<double, double> up)
    {
        Scatter line = plot.Add.Scatter(series.X.Select(across).ToArray(), series.Y.Select(up).ToArray(), Of(series.Colour));
        line.LineWidth = series.IsGuide ? 1.5f : series.IsSubject ? 4 : 2.5f;
        line.LinePattern = series.IsGuide ? LinePattern.Dotted : LinePattern.Solid;
        line.MarkerSize = series.IsGuide || series.X.Count > MostPoints ? 0 : series.IsSubject ? 11 : 8;
        line.MarkerShape = MarkerShape.FilledCircle;
    }

    // Each name stands right of its line's end. Those of lines that end together are moved apart where they would touch; one
    // whose line ends early goes above or below its end where another line passes.
    private static void Names(Plot plot, LineChart chart, AxisLimits limits, Func<double, double> toRight, Func<double, double> up)
    {
        double across = (limits.Right - limits.Left) / (Width - Left - Right);
        double upwards = (limits.Top - limits.Bottom) / (Height - Top - Bottom);
        double last = chart.Series.Max(s => toRight(s.X[^1]));
        foreach (IGrouping<double, ChartSeries> column in chart.Series.GroupBy(s => toRight(s.X[^1])))
        {
            ChartSeries[] ends = [.. column.OrderBy(s => s.Y[^1])];
            double[] places = [.. ends.Select(e => up(e.Y[^1]))];
            MoveApart(places, NameGap * upwards);
            double below = limits.Bottom + (NameGap * 0.6 * upwards) - places[0];
            if (below > 0)
            {
                places = [.. places.Select((place, i) => Math.Max(place, places[0] + below + (i * NameGap * upwards)))];
            }

            for (int i = 0; i < ends.Length; i++)
            {
                ChartSeries series = ends[i];
                double x = column.Key + (14 * across), y = places[i];
                if (column.Key < last)
                {
                    double[] shifts = [0, NameGap, -NameGap, 2 * NameGap, -2 * NameGap];
                    y += shifts.FirstOrDefault(shift => IsFree(chart, series, x, y + (shift * upwards), across, upwards, toRight, up)) * upwards;
                }

                Write(plot, series.Name, x, y, series.IsSubject ? 19 : 16, series.IsSubject, series.Colour, Alignment.MiddleLeft);
            }
        }
    }

    private static void MoveApart(double[] places, double gap)
    {
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
    }

    // Whether no other line passes through a name of ordinary length at this place.
    private static bool IsFree(LineChart chart, ChartSeries named, double x, double y, double across, double upwards, Func<double, double> toRight, Func<double, double> up)
    {
        double width = named.Name.Length * 9 * across, half = NameGap * 0.55 * upwards;
        foreach (ChartSeries other in chart.Series.Where(s => s != named))
        {
            for (int i = 1; i < other.X.Count; i++)
            {
                double x0 = toRight(other.X[i - 1]), x1 = toRight(other.X[i]), y0 = up(other.Y[i - 1]), y1 = up(other.Y[i]);
                for (double t = 0; t <= 1; t += 1 / 128.0)
                {
                    double px = x0 + ((x1 - x0) * t), py = y0 + ((y1 - y0) * t);
                    if (px >= x - (8 * across) && px <= x + width && Math.Abs(py - y) < half)
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    private static void Write(Plot plot, string words, double x, double y, float size, bool bold, Rgba colour, Alignment alignment)
    {
        Text text = plot.Add.Text(words, x, y);
        text.LabelFontName = PictureFontResolver.Family;
        text.LabelFontSize = size;
        text.LabelBold = bold;
        text.LabelFontColor = Of(colour);
        text.LabelAlignment = alignment;
        text.LabelBackgroundColor = Colors.Transparent;
        text.LabelBorderWidth = 0;
        text.LabelPadding = 0;
    }
}
