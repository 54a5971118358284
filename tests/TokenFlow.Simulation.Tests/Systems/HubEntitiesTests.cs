using Arch.Core;
using CsCheck;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Components.Hubs;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Systems;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Tests.Systems;

/// <summary>Edit and Plan: knobs become hub entities, and the plan is compiled from these.</summary>
public sealed class HubEntitiesTests
{
    private const int Tokens = 53;

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
        using var run = new Run(PatternOf(pattern));
        SomeEdits.Sample(
            edits =>
            {
                run.Apply(edits, HubCapacity.None);
                AttentionPlan expected = AttentionPlan.Compile(run.Pattern, Tokens, Run.Heads, 0, edits);
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
        using var run = new Run(PatternOf("""{"kind": "global", "globals": [3, 9]}"""));
        run.Apply(PatternEdits.Empty, HubCapacity.None);
        Entity third = run.Hubs().Single(h => h.Token == 3).Entity;
        run.Apply(PatternEdits.Empty.UnmakeHub(9).MakeHub(20).CutHub(3), HubCapacity.None);
        Assert.That(run.Hubs().Select(h => h.Token), Is.EquivalentTo((int[])[3, 20]));
        Assert.That(run.Hubs().Single(h => h.Token == 3).Entity, Is.EqualTo(third));
        Assert.That(run.World.Get<HubLinkComponent>(third).IsCut);
    }

    [Test]
    public void Limits_stand_on_the_hub()
    {
        using var run = new Run(PatternOf("""{"kind": "global", "globals": [3, 9]}"""));
        run.Apply(PatternEdits.Empty, HubCapacity.None with { Common = new HubLimits { Slots = 5 } });
        Assert.That(run.Hubs().Select(h => run.World.Get<HubCapacityComponent>(h.Entity).Limits.Slots), Is.All.EqualTo(5));
    }

    [Test]
    public void Nothing_is_compiled_anew_while_nothing_changes()
    {
        using var run = new Run(PatternOf("""{"kind": "global", "globals": [3, 9]}"""));
        run.Apply(PatternEdits.Empty, HubCapacity.None);
        (AttentionPlan plan, long revision) = (run.State.Plan, run.State.Revision);
        run.Update();
        Assert.That((run.State.Plan, run.State.Revision), Is.EqualTo((plan, revision)));
    }

    private static AttentionPattern PatternOf(string json) => TestWorld.Lay(TestWorld.Read(TestWorld.Json(Tokens, json))).Pattern;

    private sealed class Run : IDisposable
    {
        // Two, for patterns that dilate a head each.
        public const int Heads = 2;

        private readonly EditSystem _edit;
        private readonly PlanSystem _plan;

        public Run(AttentionPattern pattern)
        {
            Pattern = pattern;
            State = new FlowState(Tokens, Heads, headDim: 4, tracers: 0, separateGlobal: false) { Start = Checkpoint.Of(new float[Heads * Tokens * 4], [], Tokens) };
            _edit = new EditSystem(World, State);
            _plan = new PlanSystem(World, State);
        }

        public World World { get; } = World.Create();

        public FlowState State { get; }

        public AttentionPattern Pattern { get; }

        public void Apply(PatternEdits edits, HubCapacity capacity)
        {
            State.Knobs = new Knobs(Pattern, edits, 1, 0.5f) { Capacity = capacity };
            Update();
        }

        public void Update()
        {
            var context = new StepContext(0, 0, 0, 1, IsFinished: false);
            _edit.Update(context);
            _plan.Update(context);
        }

        public List<(int Token, Entity Entity)> Hubs()
        {
            var hubs = new List<(int, Entity)>();
            var query = new QueryDescription().WithAll<HubComponent>();
            foreach (ref Chunk chunk in World.Query(in query))
            {
                for (int i = 0; i < chunk.Count; i++)
                {
                    hubs.Add((chunk.GetSpan<HubComponent>()[i].Token, chunk.Entity(i)));
                }
            }

            return hubs;
        }

        public void Dispose() => World.Destroy(World);
    }
}
