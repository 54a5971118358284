using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Components;
using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Simulation.Tests.Systems;

public sealed class CapacitySystemTests
{
    private static readonly GlobalPattern TwoHubs = new([9, 30]);

    [Test]
    public void Without_limits_plan_and_values_are_the_very_same_objects()
    {
        using var bench = new SystemBench(TwoHubs);
        SystemBench.Run(bench.Edit, bench.Plan);
        AttentionPlan plan = bench.State.Plan;
        SystemBench.Run(bench.Capacity);
        Assert.That(bench.State.Plan, Is.SameAs(plan));
        Assert.That(bench.State.SentValues, Is.SameAs(bench.State.Start.Values));
        Assert.That(bench.State.SentShares, Is.All.EqualTo(1f));
    }

    [Test]
    public void Slots_cut_the_hubs_row_and_no_other()
    {
        using var bench = new SystemBench(TwoHubs);
        bench.Turn(PatternEdits.Empty, HubCapacity.None.With(30, new HubLimits(5, null, null)));
        SystemBench.Run(bench.Edit, bench.Plan, bench.Capacity);
        AttentionLayout layout = bench.State.Plan.Head(0);
        Assert.That(layout.CountKeys(30), Is.EqualTo(5));
        Assert.That(layout.CountKeys(9), Is.EqualTo(SystemBench.Tokens));
        Assert.That(layout.CountKeys(0), Is.EqualTo(3), "itself and two hubs");
    }

    [Test]
    public void Rank_dampens_what_the_hub_sends_and_leaves_other_rows_alone()
    {
        using var bench = new SystemBench(TwoHubs);
        bench.Turn(PatternEdits.Empty, HubCapacity.None.With(9, new HubLimits(null, 1, null)));
        SystemBench.Run(bench.Edit, bench.Plan, bench.Capacity);
        Assert.That(bench.State.SentShares[9], Is.GreaterThan(0).And.LessThan(1));
        Assert.That(bench.State.SentShares.Where((_, token) => token != 9), Is.All.EqualTo(1f));
        for (int row = 0; row < SystemBench.Heads * SystemBench.Tokens; row++)
        {
            float[] sent = bench.State.SentValues[(row * SystemBench.HeadDim)..((row + 1) * SystemBench.HeadDim)];
            float[] held = bench.State.Start.Values[(row * SystemBench.HeadDim)..((row + 1) * SystemBench.HeadDim)];
            Assert.That(sent, row % SystemBench.Tokens == 9 ? Is.Not.EqualTo(held) : Is.EqualTo(held), $"row {row}");
        }
    }

    [Test]
    public void Each_hubs_traffic_stands_on_its_entity_and_in_the_order_of_positions_in_the_state()
    {
        using var bench = new SystemBench(TwoHubs);
        bench.Turn(PatternEdits.Empty.CutHub(9).MakeHub(2), HubCapacity.None with { Common = new HubLimits(4, null, null) });
        SystemBench.Run(bench.Edit, bench.Plan, bench.Capacity);
        Assert.That(bench.State.Traffic.Select(t => t.Channel.Token), Is.EqualTo((int[])[2, 30]), "a hub that is cut carries nothing");
        foreach ((int token, Arch.Core.Entity entity) in bench.Hubs())
        {
            HubTraffic traffic = bench.World.Get<HubTrafficComponent>(entity).Traffic;
            Assert.That(traffic, token == 9 ? Is.EqualTo(default(HubTraffic)) : Is.EqualTo(bench.State.Traffic.Single(t => t.Channel.Token == token)));
            Assert.That(traffic.Taken, Is.EqualTo(token == 9 ? 0 : 4));
        }
    }

    [Test]
    public void After_the_end_nothing_is_worked_out_anew()
    {
        using var bench = new SystemBench(TwoHubs);
        SystemBench.Run(bench.Edit, bench.Plan, bench.Capacity);
        bench.State.Revision++;
        bench.State.SentValues = [];
        bench.Capacity.Update(SystemBench.Finished);
        Assert.That(bench.State.SentValues, Is.Empty);
    }
}
