using Arch.Core;
using CsCheck;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Components;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Tests.Worlds;

namespace TokenFlow.Simulation.Tests.Systems;

/// <summary>Edit and Plan: knobs become hub entities, and the plan is compiled from these.</summary>
public sealed class HubEntitiesTests
{
    private const int Tokens = SystemBench.Tokens;

    private static readonly Gen<PatternEdits> SomeEdits =
        from made in Gen.Int[0, Tokens - 1].Array[0, 4]
        from unmade in Gen.Int[0, Tokens - 1].Array[0, 4]
        from cut in Gen.Int[0, Tokens - 1].Array[0, 6]
        from padded in Gen.Int[Tokens - 4, Tokens - 1].Array[0, 2]
        select cut.Aggregate(unmade.Aggregate(made.Aggregate(PatternEdits.Empty, (e, t) => e.MakeHub(t)), (e, t) => e.UnmakeHub(t)), (e, t) => e.CutHub(t))
            .WithPadding(padded);

    [Test]
    public void The_plan_from_hub_entities_is_the_patterns_own([ValueSource(typeof(Patterns), nameof(Patterns.All))] string pattern)
    {
        using var run = new SystemBench(PatternOf(pattern));
        SomeEdits.Sample(
            edits =>
            {
                run.Turn(edits, HubCapacity.None);
                SystemBench.Run(run.Edit, run.Plan);
                AttentionPlan expected = AttentionPlan.Compile(run.Pattern, Tokens, SystemBench.Heads, 0, edits);
                Assert.That(run.State.Plan.Head(0).Hubs.ToArray(), Is.EqualTo(expected.Head(0).Hubs.ToArray()));
                Assert.That(run.State.Plan.Head(0).CutHubs.ToArray(), Is.EqualTo(expected.Head(0).CutHubs.ToArray()));
                Assert.That(run.State.Plan.Edges, Is.EqualTo(expected.Edges));
                Assert.That(run.Hubs().Select(h => h.Token), Is.EquivalentTo(expected.Head(0).Hubs.ToArray().Concat(expected.Head(0).CutHubs.ToArray())));
            },
            iter: 40,
            threads: 1);
    }

    [Test]
    public void A_hub_that_stays_is_the_same_entity()
    {
        using var run = new SystemBench(PatternOf("""{"kind": "global", "globals": [3, 9]}"""));
        run.Turn(PatternEdits.Empty, HubCapacity.None);
        SystemBench.Run(run.Edit, run.Plan);
        Entity third = run.Hubs().Single(h => h.Token == 3).Entity;
        run.Turn(PatternEdits.Empty.UnmakeHub(9).MakeHub(20).CutHub(3), HubCapacity.None);
        SystemBench.Run(run.Edit, run.Plan);
        Assert.That(run.Hubs().Select(h => h.Token), Is.EquivalentTo((int[])[3, 20]));
        Assert.That(run.Hubs().Single(h => h.Token == 3).Entity, Is.EqualTo(third));
        Assert.That(run.World.Get<HubLinkComponent>(third).IsCut);
    }

    [Test]
    public void Limits_stand_on_the_hub()
    {
        using var run = new SystemBench(PatternOf("""{"kind": "global", "globals": [3, 9]}"""));
        run.Turn(PatternEdits.Empty, HubCapacity.None with { Common = new HubLimits { Slots = 5 } });
        SystemBench.Run(run.Edit, run.Plan);
        Assert.That(run.Hubs().Select(h => run.World.Get<HubCapacityComponent>(h.Entity).Limits.Slots), Is.All.EqualTo(5));
    }

    [Test]
    public void Nothing_is_compiled_anew_while_nothing_changes()
    {
        using var run = new SystemBench(PatternOf("""{"kind": "global", "globals": [3, 9]}"""));
        run.Turn(PatternEdits.Empty, HubCapacity.None);
        SystemBench.Run(run.Edit, run.Plan);
        (AttentionPlan plan, long revision) = (run.State.Plan, run.State.Revision);
        SystemBench.Run(run.Edit, run.Plan);
        Assert.That((run.State.Plan, run.State.Revision), Is.EqualTo((plan, revision)));
    }

    private static AttentionPattern PatternOf(string json) => TestWorld.Lay(TestWorld.Read(TestWorld.Json(Tokens, json))).Pattern;
}
