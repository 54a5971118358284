using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;
using TokenFlow.Recording.Charts;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Recording.Tests.Charts;

public class ChartWriterTests
{
    private static readonly Rgba Red = new(200, 40, 40);

    [TestCase(ChartScale.Log2, 0.5)]
    [TestCase(ChartScale.Linear, 1 / 3.0)]
    public void A_marker_stands_where_its_value_belongs(ChartScale scale, double share)
    {
        XElement svg = Svg(Chart() with { Across = scale, Markers = [new ChartMarker(2, Red, 0.9)] });

        XElement[] ellipses = [.. svg.Descendants().Where(e => e.Name.LocalName == "ellipse")];
        double[] points = [.. ellipses.Where(e => (string?)e.Attribute("rx") == "4").Select(e => Number(e, "cx")).Order()];
        XElement ring = ellipses.Single(e => (string?)e.Attribute("stroke-width") == "3");
        Assert.That(points, Has.Length.EqualTo(2));
        Assert.That((Number(ring, "cx") - points[0]) / (points[1] - points[0]), Is.EqualTo(share).Within(0.005));
    }

    [Test]
    public void A_band_is_drawn_below_the_line_that_it_belongs_to()
    {
        LineChart plain = Chart();
        LineChart banded = plain with { Series = [plain.Series[0] with { Low = [0.8, 0.1], High = [1, 0.4] }] };

        int Bands(LineChart chart) => Svg(chart).Descendants().Count(e => e.Attribute("fill-opacity") is not null);

        Assert.That(Bands(plain), Is.Zero);
        Assert.That(Bands(banded), Is.EqualTo(1));
        List<XElement> order = [.. Svg(banded).Descendants()];
        Assert.That(
            order.FindIndex(e => e.Attribute("fill-opacity") is not null),
            Is.LessThan(order.FindIndex(e => e.Name.LocalName == "ellipse")));
    }

    [Test]
    public void Labels_that_would_touch_are_left_out()
    {
        double[] x = [.. Enumerable.Range(1, 256).Select(i => (double)i)];
        LineChart chart = Chart() with { Series = [new ChartSeries { Name = "many", Colour = Red, X = x, Y = [.. x.Select(_ => 0.5)] }] };

        string[] labels = [.. Texts(Svg(chart)).Where(t => int.TryParse(t, out _))];

        Assert.That(labels, Does.Contain("1").And.Contain("2"));
        Assert.That(labels, Has.Length.InRange(8, 40));
    }

    [Test]
    public void Every_chart_of_a_process_has_its_letters()
    {
        for (int i = 0; i < 3; i++)
        {
            Assert.That(Texts(Svg(Chart())), Does.Contain("the title").And.Contain("a line").And.Contain("100%"));
        }
    }

    [Test]
    public void A_name_at_a_line_that_ends_on_the_floor_stays_on_the_picture()
    {
        LineChart chart = Chart() with
        {
            Series = [.. Enumerable.Range(0, 10).Select(i => new ChartSeries { Name = $"line {i}", Colour = Red, X = [1, 4], Y = [1, 0.001 * i] })],
        };

        double[] heights = [.. Svg(chart).Descendants().Where(e => e.Name.LocalName == "text" && e.Value.Trim().StartsWith("line ", StringComparison.Ordinal)).Select(Height)];

        Assert.That(heights, Has.Length.EqualTo(10));
        Assert.That(heights.Max(), Is.LessThan(720 - 78));
        double[] sorted = [.. heights.Order()];
        Assert.That(sorted.Zip(sorted.Skip(1), (a, b) => b - a), Is.All.GreaterThan(20));
    }

    [TestCase("dark")]
    [TestCase("light")]
    public void A_png_has_the_themes_ground(string name)
    {
        using var folder = new TemporaryFolder();
        SceneTheme theme = SceneTheme.Named(name)!;
        new ChartWriter(theme).Write(Chart(), folder.At("c.png"));

        using SKBitmap bitmap = SKBitmap.Decode(folder.At("c.png"));

        Assert.That((bitmap.Width, bitmap.Height), Is.EqualTo((1920, 1080)));
        Assert.That(bitmap.GetPixel(2, 2), Is.EqualTo(new SKColor(theme.Background.R, theme.Background.G, theme.Background.B)));
    }

    private static LineChart Chart() => new()
    {
        Title = "the title",
        XLabel = "across",
        YLabel = "up",
        IsLogarithmic = false,
        Series = [new ChartSeries { Name = "a line", Colour = Red, X = [1, 4], Y = [1, 0.25] }],
    };

    private static XElement Svg(LineChart chart)
    {
        using var folder = new TemporaryFolder();
        new ChartWriter(SceneTheme.Dark()).Write(chart, folder.At("c.svg"));
        return XElement.Load(folder.At("c.svg"));
    }

    private static IEnumerable<string> Texts(XElement svg) => svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value.Trim());

    private static double Height(XElement text) =>
        double.Parse(text.Attribute("transform")!.Value.Split(' ')[1].TrimEnd(')'), CultureInfo.InvariantCulture);

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
