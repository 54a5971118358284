using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;

namespace TokenFlow.Scene.Tests.Layout;

[TestFixture]
public sealed class SceneLayoutTests
{
    private static Box[] Parts(SceneLayout layout) =>
        [.. new[] { layout.Header, layout.Stage, layout.Cone, layout.Ways, layout.Reach, layout.Timeline, layout.Legend, layout.BottomLine }.Where(box => SceneLayout.Has(box))];

    private static bool Overlap(Box a, Box b) =>
        a.Left < b.Right - 0.01f && b.Left < a.Right - 0.01f && a.Top < b.Bottom - 0.01f && b.Top < a.Bottom - 0.01f;

    [Test]
    public void At_any_size_parts_are_inside_and_apart()
    {
        Gen.Select(Gen.Float[1, 3000], Gen.Float[1, 3000], Gen.Bool).Sample((width, height, panels) =>
        {
            SceneLayout layout = SceneLayout.For(new Vector2(width, height), panels);
            Box[] parts = Parts(layout);
            for (int i = 0; i < parts.Length; i++)
            {
                Box part = parts[i];
                Assert.That(part.Left >= -0.01f && part.Top >= -0.01f && part.Right <= layout.Size.X + 0.01f && part.Bottom <= layout.Size.Y + 0.01f, $"{width} x {height}: {part}");
                for (int j = i + 1; j < parts.Length; j++)
                {
                    Assert.That(Overlap(part, parts[j]), Is.False, $"{width} x {height}: {part} and {parts[j]}");
                }
            }
        });
    }

    [TestCase(1280, 720)]
    [TestCase(960, 720)]
    [TestCase(720, 1280)]
    public void Where_there_is_room_nothing_is_missing(float width, float height)
    {
        Assert.That(Parts(SceneLayout.For(new Vector2(width, height), true)), Has.Length.EqualTo(8));
    }

    [Test]
    public void A_film_picture_is_laid_out_in_canvas_units()
    {
        Assert.That(SceneLayout.For(new Vector2(1280, 720), true).Scale, Is.EqualTo(1));
    }

    [TestCase(640, 360)]
    [TestCase(400, 300)]
    [TestCase(300, 300)]
    public void Where_room_is_short_the_arc_stays(float width, float height)
    {
        SceneLayout layout = SceneLayout.For(new Vector2(width, height), true);
        Assert.That(MathF.Min(layout.Stage.Width, layout.Stage.Height), Is.GreaterThan(0.35f * MathF.Min(layout.Size.X, layout.Size.Y)));
    }
}
