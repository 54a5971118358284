using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Tests.Canvases;
using TokenFlow.Scene.Tests.Worlds;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Tests.Passes;

[TestFixture]
public sealed class WayRingPassTests
{
    private const int Tokens = 40;
    private const int Arriving = 10;

    // A layer of one second: at 0.3 the packets have made 0.26 of their way, so 0.074 by the window still outweighs 0.067 by
    // the hub; at 0.35 (0.42 of the way) it does not. By the plain progress the hub would lead at 0.3 already.
    [TestCase(0.30f, EdgeWay.Window)]
    [TestCase(0.35f, EdgeWay.Hub)]
    public void The_ring_of_an_arriving_token_keeps_time_with_its_disc(float progress, EdgeWay leading)
    {
        FrameSnapshot snapshot = new SmallWorld(new WorldPlan { Tokens = Tokens, Window = 2, Hubs = [20], FramesPerLayer = 30 }).At(1, progress);
        TracerSnapshot tracer = snapshot.Tracers[0];
        Array.Clear(tracer.BeforeBuffer);
        Array.Clear(tracer.AfterBuffer);
        tracer.BeforeBuffer[((int)EdgeWay.Window * Tokens) + Arriving] = 0.1f;
        tracer.AfterBuffer[((int)EdgeWay.Hub * Tokens) + Arriving] = 0.26f;
        foreach ((float[] buffer, EdgeWay way) in ((float[], EdgeWay)[])[(tracer.WindowBuffer, EdgeWay.Window), (tracer.RandomBuffer, EdgeWay.Random), (tracer.HubBuffer, EdgeWay.Hub)])
        {
            for (int i = 0; i < Tokens; i++)
            {
                buffer[i] = tracer.Before(way)[i] + (progress * (tracer.After(way)[i] - tracer.Before(way)[i]));
            }
        }

        var canvas = new LogCanvas(1280, 720);
        SceneTheme theme = SceneTheme.Dark();
        new FlowScene(theme).Draw(canvas, snapshot);
        DrawCall[] rings = [.. canvas.Of("lines").Where(c => c.Stroke.Width == 2.2f)];
        Assert.That(rings.Select(r => r.Stroke.Colour), Is.EqualTo([theme.Of(leading).Fade(0.85f)]));
    }
}
