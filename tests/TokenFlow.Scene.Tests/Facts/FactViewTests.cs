using TokenFlow.Scene.Facts;
using TokenFlow.Scene.Tests.Worlds;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Scene.Tests.Facts;

[TestFixture]
public sealed class FactViewTests
{
    private FrameSnapshot _world = null!;

    [OneTimeSetUp]
    public void Open() => _world = new SmallWorld(new WorldPlan { Tokens = 700, Hubs = [3], Layers = 1 }).At(1, mostEdges: 10);

    [OneTimeTearDown]
    public void Close() => _world.Dispose();

    [Test]
    public void Counts_shares_and_tiles_are_those_of_what_is_read()
    {
        Gen.Select(Gen.Int[0, 200], Gen.Int[0, 40], Gen.Double[0, 1]).Sample((facts, readers, share) =>
        {
            RecallSnapshot recall = CapacityWorld.Fill(_world, new CapacityPlan { Facts = facts, Readers = readers, Recall = share }).Recall!;
            var view = new FactView();
            view.See(_world);
            Assert.That((view.Facts, view.Readers), Is.EqualTo((facts, readers)));
            Assert.That(view.Order.ToArray().Select(o => o.Token), Is.EqualTo(_world.Facts.ToArray().Select(f => f.Token).Order()));
            for (int r = 0; r < readers; r++)
            {
                bool[] reads = [.. recall.Reads.Skip(r * facts).Take(facts)];
                Assert.That(view.CountOf[r], Is.EqualTo(reads.Count(x => x)));
                for (int tile = 0; tile < view.Tiles; tile++)
                {
                    int[] members = [.. Enumerable.Range(view.FirstOf(tile), view.FirstOf(tile + 1) - view.FirstOf(tile)).Select(i => view.Order[i].Fact)];
                    Assert.That(view.TilesOf(r)[tile], Is.EqualTo(members.Average(f => reads[f] ? 1 : 0)).Within(1e-5));
                }
            }

            for (int i = 0; i < facts && readers > 0; i++)
            {
                Assert.That(view.ShareOf[i], Is.EqualTo(Enumerable.Range(0, readers).Average(r => recall.Reads[(r * facts) + view.Order[i].Fact] ? 1 : 0)).Within(1e-4));
            }
        }, iter: 60, threads: 1);
    }

    [Test]
    public void Facts_outside_the_text_are_passed_over()
    {
        CapacityWorld.Fill(_world, new CapacityPlan { Facts = 50 });
        _world.FactBuffer[7] = _world.FactBuffer[7] with { Token = 700 };
        var view = new FactView();
        view.See(_world);
        Assert.That(view.Facts, Is.EqualTo(49));
        Assert.That(view.PlaceOf(view.Order[4].Token), Is.EqualTo(4));
        Assert.That(view.PlaceOf(3), Is.EqualTo(-1));
    }

    [Test]
    public void No_task_leaves_nothing_of_the_last_one()
    {
        var view = new FactView();
        view.See(CapacityWorld.Fill(_world, new CapacityPlan()));
        view.See(CapacityWorld.Fill(_world, new CapacityPlan { Facts = -1 }));
        Assert.That((view.Facts, view.Readers, view.Slots, view.Tiles, view.Lost.Count), Is.EqualTo((0, 0, 0, 0, 0)));
    }
}
