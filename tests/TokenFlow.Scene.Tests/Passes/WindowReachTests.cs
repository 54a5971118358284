using TokenFlow.Scene.Passes;
using TokenFlow.Scene.Tests.Worlds;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Tests.Passes;

[TestFixture]
public sealed class WindowReachTests
{
    [Test]
    public void Windows_alone_reach_exactly_what_a_world_of_windows_reaches()
    {
        var world = new SmallWorld(WorldPlans.Local);
        for (int layer = 0; layer <= 6; layer++)
        {
            FrameSnapshot snapshot = world.At(layer);
            Assert.That(WindowReach.Applies(snapshot));
            Assert.That(WindowReach.After(snapshot, layer), Is.EqualTo(snapshot.Meters.Reach));
        }
    }

    [Test]
    public void A_dilated_window_reaches_farther_but_not_more_tokens()
    {
        FrameSnapshot snapshot = new SmallWorld(WorldPlans.Local).At(1);
        snapshot.Dilation = 3;
        Assert.That(WindowReach.Stride(snapshot), Is.EqualTo(18));
        Assert.That(WindowReach.After(snapshot, 1), Is.EqualTo(13));
    }

    [Test]
    public void It_is_silent_where_windows_have_been_wider()
    {
        FrameSnapshot snapshot = new SmallWorld(WorldPlans.Local).At(3);
        snapshot.Window = 2;
        Assert.That(WindowReach.Applies(snapshot), Is.False);
    }
}
