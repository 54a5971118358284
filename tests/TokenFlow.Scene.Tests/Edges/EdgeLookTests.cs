using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Edges;
using TokenFlow.Scene.Ramp;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Scene.Tests.Edges;

[TestFixture]
public sealed class EdgeLookTests
{
    private static readonly EdgeLook Look = new(SceneTheme.Dark(), new DyeScale(192), 192, 1, 1);
    private static readonly Gen<float> Share = Gen.Float[-9, 0].Select(x => MathF.Pow(10, x));

    [Test]
    public void Width_and_opacity_grow_with_the_weight()
    {
        Gen.Select(Share, Share, Share).Sample((a, b, flow) =>
        {
            Stroke light = Look.StrokeOf(Look.StyleOf(EdgeWay.Window, MathF.Min(a, b), flow));
            Stroke heavy = Look.StrokeOf(Look.StyleOf(EdgeWay.Window, MathF.Max(a, b), flow));
            return light.Width <= heavy.Width && light.Colour.A <= heavy.Colour.A;
        });
        Stroke least = Look.StrokeOf(Look.StyleOf(EdgeWay.Window, 1e-4f, 0)), most = Look.StrokeOf(Look.StyleOf(EdgeWay.Window, 0.9f, 0));
        Assert.That(most.Width, Is.GreaterThan(least.Width));
        Assert.That(most.Colour.A, Is.GreaterThan(least.Colour.A));
    }

    [Test]
    public void Width_and_opacity_grow_with_the_flow()
    {
        Gen.Select(Share, Share, Share).Sample((a, b, weight) =>
        {
            Stroke dim = Look.StrokeOf(Look.StyleOf(EdgeWay.Hub, weight, MathF.Min(a, b)));
            Stroke bright = Look.StrokeOf(Look.StyleOf(EdgeWay.Hub, weight, MathF.Max(a, b)));
            return dim.Width <= bright.Width && dim.Colour.A <= bright.Colour.A;
        });
    }

    [Test]
    public void What_carries_dye_is_brighter_than_what_rests()
    {
        Stroke rests = Look.StrokeOf(Look.StyleOf(EdgeWay.Hub, 0.1f, 0)), carries = Look.StrokeOf(Look.StyleOf(EdgeWay.Hub, 0.1f, 1e-6f));
        Assert.That(carries.Colour.A, Is.GreaterThan(rests.Colour.A));
    }

    [Test]
    public void Every_style_has_its_batch()
    {
        Gen.Select(Share, Share, Gen.Int[0, 2]).Sample((weight, flow, way) => Look.StyleOf((EdgeWay)way, weight, flow) is >= 0 and < EdgeLook.Styles);
        Assert.That(Look.StyleOf(EdgeWay.Hub, 1, 1), Is.EqualTo(EdgeLook.Styles - 1));
    }
}
