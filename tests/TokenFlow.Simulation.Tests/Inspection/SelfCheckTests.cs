using CsCheck;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Inspection;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Systems;
using TokenFlow.Simulation.Tests.Worlds;

namespace TokenFlow.Simulation.Tests.Inspection;

public sealed class SelfCheckTests
{
    [Test]
    public void The_kernel_is_right_on_every_row_and_its_edges_are_the_formula_s(
        [ValueSource(typeof(Patterns), nameof(Patterns.All))] string pattern, [Values("uniform", "content", "random")] string weights, [Values(0, 6, 30)] int frame)
    {
        Scenario scenario = TestWorld.Read(TestWorld.Json(45, pattern, $"\"heads\": 2, \"layers\": 3, \"weights\": \"{weights}\""));
        using FlowSimulation simulation = TestWorld.Start(scenario);
        simulation.Seek(frame);
        SelfCheck check = simulation.SelfCheck([.. Enumerable.Range(0, 45)]);
        Assert.That(check.Rows, Is.EqualTo(45));
        Assert.That(check.LargestError, Is.LessThan(2e-6));
        Assert.That(check.FormulaEdges, Is.EqualTo(check.Edges));
        Assert.That(check.Edges, Is.EqualTo(simulation.Snapshot.Meters.Edges));
    }

    [Test]
    public void A_wrong_number_is_found_where_it_is([Values("value", "dye", "log-sum-exp", "nan")] string what)
    {
        // The systems as a run puts them together, so that the kernel's own output can be spoilt.
        using var team = new TokenFlow.Base.Threading.WorkerTeam(1);
        using var kernel = new TokenFlow.Attention.Kernels.Panels.SparseAttentionKernel(1);
        const int N = 20, D = 4;
        var state = new FlowState(N, heads: 2, D, tracers: 1, separateGlobal: false)
        {
            Knobs = new Knobs(new LocalPattern(2), PatternEdits.Empty, 1, 0.5f),
            Plan = AttentionPlan.Compile(new LocalPattern(2), N, 2, 0),
            Start = Checkpoint.Of([.. Enumerable.Range(0, 2 * N * D).Select(i => MathF.Sin(i))], [3], N),
            Revision = 1,
        };
        state.SentValues = state.Start.Values;
        var attend = new AttendSystem(state, new LayerProjector(state, new TokenFlow.Simulation.Weights.UniformWeights()), kernel);
        attend.Update(new TokenFlow.Simulation.Time.StepContext(0, 0, 0, 1, IsFinished: false));
        var checker = new RowChecker(state, team);
        Assert.That(checker.Check([4, 9, 10]).LargestError, Is.LessThan(1e-6));
        int row = N + 9;
        switch (what)
        {
            case "value":
                state.Attended[(row * D) + 3] += 0.25f;
                break;
            case "nan":
                state.Attended[(row * D) + 3] = float.NaN;
                break;
            case "dye":
                state.ExtraAttended[(row * DyeColumns.Count(1)) + 1] += 0.25f;
                break;
            default:
                state.LogSumExp[row] += 0.25f;
                break;
        }

        SelfCheck check = checker.Check([4, 9, 10]);
        Assert.That((check.Head, check.Row), Is.EqualTo((1, 9)));
        Assert.That(check.LargestError, what == "nan" ? Is.EqualTo(double.PositiveInfinity) : Is.EqualTo(0.25).Within(1e-6));
        Assert.That(checker.Check([4, 10]).LargestError, Is.LessThan(1e-6), "rows that were not asked for are not looked at");
    }

    [Test]
    public void Hubs_made_and_unmade_keep_a_closed_form_where_the_pattern_is_windows_and_globals() => Gen.Select(
        Gen.Int[0, 5], Gen.Int[0, 39].Array[0, 4], Gen.Int[0, 39].Array[0, 4], Gen.Int[0, 3]).Sample(
        (window, made, unmade, kind) =>
        {
            AttentionPattern pattern = kind switch
            {
                0 => new LocalPattern(window),
                1 => new LongformerPattern(window, 2, [1, 30]),
                2 => new GlobalPattern([1, 30]),
                _ => new LocalPattern(window).WithDilations([3, 1]),
            };
            PatternEdits edits = unmade.Aggregate(made.Aggregate(PatternEdits.Empty, (e, t) => e.MakeHub(t)), (e, t) => e.UnmakeHub(t));
            return RowChecker.FormulaOf(pattern, edits, 40) == AttentionPlan.Compile(pattern, 40, 2, 0, edits).Edges;
        });

    [Test]
    public void Cut_edges_leave_no_closed_form()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(40, new LongformerPattern(2, 1, [20])));
        simulation.Apply(new MakeHubEdit(7));
        Assert.That(simulation.SelfCheck([]).FormulaEdges, Is.EqualTo(simulation.SelfCheck([]).Edges));
        simulation.Apply(new CutEdgeEdit(3, 3));
        Assert.That(simulation.SelfCheck([]), Is.EqualTo(new SelfCheck(0, 0, -1, -1, simulation.Snapshot.Meters.Edges, null)));
    }

    [Test]
    public void A_row_that_is_not_there_is_refused()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(40, new FullPattern()));
        Assert.That(() => simulation.SelfCheck([3, 40]), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
