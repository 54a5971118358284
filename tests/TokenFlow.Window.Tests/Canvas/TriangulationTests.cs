using System.Numerics;
using CsCheck;
using TokenFlow.Window.Canvas;

namespace TokenFlow.Window.Tests.Canvas;

public sealed class TriangulationTests
{
    [Test]
    public void Covers_the_area_of_any_outline_that_is_one_thing_a_column()
    {
        // The shape of area charts: a floor, and a height at each place.
        Gen.Float[0.1f, 10].Array[2, 60].Sample(heights =>
        {
            Vector2[] outline = [.. heights.Select((h, i) => new Vector2(i, -h)), new(heights.Length - 1, 1), new(0, 1)];
            double area = heights.Zip(heights.Skip(1), (a, b) => ((a + b) / 2.0) + 1).Sum();
            Assert.That(Area(outline), Is.EqualTo(area).Within(1e-3 * area));
            Assert.That(Area([.. outline.Reverse()]), Is.EqualTo(area).Within(1e-3 * area));
        });
    }

    [Test]
    public void Cuts_a_shape_with_a_notch_only_inside()
    {
        Vector2[] notched = [new(0, 0), new(4, 0), new(4, 4), new(2, 1), new(0, 4)];
        Assert.That(Area(notched), Is.EqualTo(16 - 6).Within(1e-5));
    }

    [Test]
    public void Ends_with_outlines_that_cross_themselves_or_have_no_area()
    {
        Gen.Float[-5, 5].Array[6, 40].Sample(numbers =>
        {
            Vector2[] points = [.. numbers.Chunk(2).Where(p => p.Length == 2).Select(p => new Vector2(p[0], p[1]))];
            var corners = new int[Math.Max(points.Length - 2, 0) * 3];
            int written = Triangulation.Cut(points, corners);
            Assert.That(written, Is.LessThanOrEqualTo(corners.Length).And.Matches<int>(n => n % 3 == 0));
        });
    }

    private static double Area(Vector2[] outline)
    {
        var corners = new int[(outline.Length - 2) * 3];
        int written = Triangulation.Cut(outline, corners);
        double area = 0;
        for (int i = 0; i < written; i += 3)
        {
            Vector2 a = outline[corners[i]], b = outline[corners[i + 1]] - a, c = outline[corners[i + 2]] - a;
            area += Math.Abs((b.X * c.Y) - (b.Y * c.X)) / 2;
        }

        return area;
    }
}
