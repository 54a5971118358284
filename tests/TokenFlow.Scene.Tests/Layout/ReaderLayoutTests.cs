using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Tests.Canvases;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Tests.Layout;

[TestFixture]
public sealed class ReaderLayoutTests
{
    private static readonly Box Stage = new(0, 0, 780, 560);

    [Test]
    public void Wherever_readers_are_each_has_its_part_of_one_strip_and_strips_stay_apart()
    {
        Gen.Select(Gen.Int[1, 400], Gen.Int[1, 300]).SelectMany(x => Gen.Int[0, 999].Array[x.Item2].Select(tokens => (Facts: x.Item1, Tokens: tokens)))
            .Sample(x =>
            {
                int[] readers = [.. x.Tokens.Distinct()];
                ReaderPlan plan = ReaderPlan.For(new LogCanvas(1280, 720), x.Facts, Stage);
                var arc = new ArcLayout(Stage, 1000, 0, stripRoom: plan.Length);
                var layout = new ReaderLayout();
                layout.Place(arc, plan, At(readers));
                Assert.That(layout.Order.ToArray().Select(o => o.Token), Is.EqualTo(readers.Order()));
                int next = 0;
                for (int s = 0; s < layout.Strips.Count; s++)
                {
                    ReaderStrip strip = layout.Strips[s];
                    Assert.That(strip.First, Is.EqualTo(next));
                    next += strip.Count;
                    Assert.That(strip.Count, Is.Positive);
                    Assert.That(strip.Place, Is.InRange(0, 1));
                    if (s > 0)
                    {
                        Assert.That((strip.Place - layout.Strips[s - 1].Place) * arc.Curve.Length, Is.GreaterThanOrEqualTo(plan.Width * 0.99f));
                    }
                }

                Assert.That(next, Is.EqualTo(readers.Length));
            }, iter: 200);
    }

    [Test]
    public void A_reader_with_room_has_its_strip_right_outside_it()
    {
        ReaderPlan plan = ReaderPlan.For(new LogCanvas(1280, 720), 16, Stage);
        var arc = new ArcLayout(Stage, 192, 50, stripRoom: plan.Length);
        var layout = new ReaderLayout();
        layout.Place(arc, plan, At([150, 20, 77]));
        Assert.That(layout.Strips.Select(strip => strip.Token), Is.EqualTo(new[] { 20, 77, 150 }));
        foreach (ReaderStrip strip in layout.Strips)
        {
            Assert.That(strip.Place, Is.EqualTo(ArcGeometry.PlaceOf(strip.Token, 192)).Within(1e-5));
        }
    }

    [Test]
    public void Strips_end_inside_the_stage()
    {
        foreach (int facts in new[] { 1, 6, 16, 64, 256 })
        {
            ReaderPlan plan = ReaderPlan.For(new LogCanvas(1280, 720), facts, Stage);
            var arc = new ArcLayout(Stage, 192, 50, stripRoom: plan.Length);
            var layout = new ReaderLayout();
            layout.Place(arc, plan, At(Enumerable.Range(0, 24).Select(i => i * 8)));
            foreach (ReaderStrip strip in layout.Strips)
            {
                Assert.That(Stage.Contains(strip.Foot + (strip.Outwards * plan.Length)), $"{facts} facts: {strip}");
            }
        }
    }

    private static ReaderSnapshot[] At(IEnumerable<int> tokens) => [.. tokens.Select(token => new ReaderSnapshot(token, 0))];

    [Test]
    public void Small_pictures_have_no_strips() => Assert.That(ReaderPlan.For(new LogCanvas(200, 200), 16, new Box(0, 0, 200, 200)).Tiles, Is.Zero);
}
