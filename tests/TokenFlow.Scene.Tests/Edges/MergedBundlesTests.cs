using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Edges;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Tests.Worlds;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Tests.Edges;

[TestFixture]
public sealed class MergedBundlesTests
{
    [Test]
    public void Few_bands_hold_exactly_what_all_bundles_held()
    {
        FrameSnapshot snapshot = new SmallWorld(WorldPlans.Blocks).At(1, 0, mostEdges: 200);
        var hubs = new HubLayout();
        hubs.Place(new ArcLayout(new Box(0, 0, 780, 560), snapshot.Tokens.Length, 0), snapshot.Hubs);
        var merged = new MergedBundles();
        int most = new SceneOptions().MostBands;
        merged.Gather(snapshot, hubs, most);

        Assert.That(snapshot.Bundles.Length, Is.GreaterThan(most));
        Assert.That(merged.Sums, Has.Count.LessThanOrEqualTo(most));
        double weight = 0, flow = 0;
        foreach (BundleSnapshot bundle in snapshot.Bundles)
        {
            weight += bundle.Weight;
            flow += bundle.Flow;
        }

        Assert.That(merged.Sums.Values.Sum(sum => (double)sum.Weight), Is.EqualTo(weight).Within(1e-3));
        Assert.That(merged.Sums.Values.Sum(sum => (double)sum.Flow), Is.EqualTo(flow).Within(1e-5));
    }
}
