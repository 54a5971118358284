using TokenFlow.Scene.Motion;
using TokenFlow.Scene.Tests.Worlds;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Tests.Motion;

[TestFixture]
public sealed class ShownDyeTests
{
    private static float[] Shown(FrameSnapshot snapshot)
    {
        float[] dye = [];
        ShownDye.Gather(snapshot, new LayerClock(snapshot.Progress, 1), ref dye);
        return dye[..snapshot.Tokens.Length];
    }

    [Test]
    public void At_a_layers_start_it_is_what_the_snapshot_says()
    {
        FrameSnapshot snapshot = new SmallWorld(WorldPlans.OneHub).At(2);
        float[] shown = Shown(snapshot);
        for (int i = 0; i < shown.Length; i++)
        {
            Assert.That(shown[i], Is.EqualTo(snapshot.Tracers[0].Total(i)));
        }
    }

    [Test]
    public void Nothing_arrives_before_it_travels_and_all_has_arrived_after()
    {
        var world = new SmallWorld(WorldPlans.OneHub);
        Assert.That(Shown(world.At(1, 0.1f)), Is.EqualTo(Shown(world.At(1))).Within(1e-7f));
        Assert.That(Shown(world.At(1, 0.9f)), Is.EqualTo(Shown(world.At(2))).Within(1e-6f));
    }
}
