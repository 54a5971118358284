using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;

namespace TokenFlow.Scene.Tests.Layout;

[TestFixture]
public sealed class ArcGeometryTests
{
    [Test]
    public void Tokens_stand_equally_far_apart_wherever_the_ellipse_bends()
    {
        var arc = new ArcGeometry(new Vector2(400, 300), new Vector2(280, 200), 0.6f);
        const int Tokens = 192;
        for (int i = 1; i < Tokens; i++)
        {
            float step = Vector2.Distance(arc.At(ArcGeometry.PlaceOf(i, Tokens)), arc.At(ArcGeometry.PlaceOf(i - 1, Tokens)));
            Assert.That(step, Is.EqualTo(arc.Length / Tokens).Within(0.01f * arc.Length / Tokens));
        }
    }

    [Test]
    public void Reading_order_runs_clockwise_and_leaves_the_gap_at_the_bottom_open()
    {
        var centre = new Vector2(100, 100);
        var arc = new ArcGeometry(centre, new Vector2(50, 50), 0.6f);
        float last = float.NegativeInfinity;
        for (int i = 0; i <= 100; i++)
        {
            Vector2 from = arc.At(i / 100f) - centre;
            // The angle from the bottom, clockwise.
            float angle = MathF.Atan2(-from.X, from.Y);
            angle = angle < 0 ? angle + MathF.Tau : angle;
            Assert.That(angle, Is.GreaterThan(last));
            Assert.That(angle, Is.InRange(0.3f - 1e-3f, MathF.Tau - 0.3f + 1e-3f));
            last = angle;
        }
    }

    [Test]
    public void Outwards_is_away_from_the_centre()
    {
        var arc = new ArcGeometry(Vector2.Zero, new Vector2(120, 90), 0.6f);
        for (float place = 0; place <= 1; place += 0.05f)
        {
            Assert.That(arc.At(place, 5).Length(), Is.GreaterThan(arc.At(place).Length() + 4));
        }
    }

    [Test]
    public void Every_token_is_in_the_bin_that_holds_it()
    {
        Check.Sample(
            Gen.Int[1, 5000].SelectMany(tokens => Gen.Int[1, tokens].SelectMany(bins => Gen.Int[0, tokens - 1].Select(token => (tokens, bins, token)))),
            x =>
            {
                int bin = ArcLayout.BinOf(x.token, x.bins, x.tokens);
                return ArcLayout.FirstOf(bin, x.bins, x.tokens) <= x.token && x.token < ArcLayout.FirstOf(bin + 1, x.bins, x.tokens);
            });
    }

    [TestCase(12, ArcStyle.Texts)]
    [TestCase(256, ArcStyle.Texts)]
    [TestCase(257, ArcStyle.Discs)]
    [TestCase(2048, ArcStyle.Discs)]
    [TestCase(2049, ArcStyle.Band)]
    [TestCase(65536, ArcStyle.Band)]
    public void The_number_of_tokens_decides_how_they_appear(int tokens, ArcStyle style)
    {
        var arc = new ArcLayout(new Box(0, 0, 780, 560), tokens, 50);
        Assert.That(arc.Style, Is.EqualTo(style));
        Assert.That(arc.Bins, Is.LessThanOrEqualTo(tokens).And.LessThanOrEqualTo(ArcLayout.MostDiscs));
    }

    [TestCase(192)]
    [TestCase(2000)]
    public void Discs_do_not_cover_their_neighbours(int tokens)
    {
        var arc = new ArcLayout(new Box(0, 0, 780, 560), tokens, 50);
        for (int i = arc.Rows; i < tokens; i++)
        {
            Assert.That(Vector2.Distance(arc.TokenAt(i), arc.TokenAt(i - arc.Rows)), Is.GreaterThan(1.2f * arc.DiscRadius));
        }
    }
}
