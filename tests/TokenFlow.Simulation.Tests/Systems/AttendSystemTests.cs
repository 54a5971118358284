using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.State;

namespace TokenFlow.Simulation.Tests.Systems;

public sealed class AttendSystemTests
{
    [Test]
    public void Values_are_those_of_dense_attention_on_the_frozen_start()
    {
        using var bench = new SystemBench(new LongformerPattern(3, 1, [20]));
        SystemBench.Run(bench.Edit, bench.Plan, bench.Capacity, bench.Attend);
        ReferenceResult dense = DenseReference.Run(
            new ReferenceInputs
            {
                Heads = SystemBench.Heads,
                HeadDim = SystemBench.HeadDim,
                Scale = 0.5,
                Q = new double[bench.State.Output.Length],
                K = new double[bench.State.Output.Length],
                V = [.. bench.State.Start.Values.Select(x => (double)x)],
            },
            bench.State.Plan);
        Assert.That(bench.State.Attended, Is.EqualTo(dense.Output.Select(x => (float)x)).Within(1e-6f));
        Assert.That(bench.State.Attending, Is.SameAs(bench.State.Start));
    }

    [Test]
    public void Dye_of_a_hub_is_handed_on_as_by_hub_and_dye_of_others_by_the_way_it_came()
    {
        using var bench = new SystemBench(new LongformerPattern(3, 1, [20]));
        bench.State.Start = bench.State.Start.Poured(0, 20, 0);
        SystemBench.Run(bench.Edit, bench.Plan, bench.Capacity, bench.Attend);
        Assert.That((Given(bench, 20, EdgeWay.Window), Given(bench, 20, EdgeWay.Hub)), Is.EqualTo((0f, 1f)));

        bench.State.Start = bench.State.Start.Poured(0, 21, 0);
        SystemBench.Run(bench.Plan, bench.Capacity, bench.Attend);
        Assert.That((Given(bench, 21, EdgeWay.Window), Given(bench, 21, EdgeWay.Hub), Given(bench, 20, EdgeWay.Hub)), Is.EqualTo((1f, 0f, 0f)));
    }

    [Test]
    public void A_limited_hub_hands_on_the_share_that_it_sends()
    {
        using var bench = new SystemBench(new GlobalPattern([20]));
        bench.State.Start = bench.State.Start.Poured(0, 20, 0);
        bench.Turn(PatternEdits.Empty, HubCapacity.None with { Common = new HubLimits(null, 1, null) });
        SystemBench.Run(bench.Edit, bench.Plan, bench.Capacity, bench.Attend);
        Assert.That(Given(bench, 20, EdgeWay.Hub), Is.EqualTo(bench.State.SentShares[20]).And.LessThan(1));
    }

    [Test]
    public void After_the_end_the_last_layers_attention_stays()
    {
        using var bench = new SystemBench(new FullPattern());
        SystemBench.Run(bench.Edit, bench.Plan, bench.Capacity, bench.Attend);
        float[] attended = [.. bench.State.Attended];
        Checkpoint attending = bench.State.Attending;
        bench.State.Start = Checkpoint.Of(new float[attended.Length], [0], SystemBench.Tokens);
        bench.Attend.Update(SystemBench.Finished);
        Assert.That(bench.State.Attended, Is.EqualTo(attended));
        Assert.That(bench.State.Attending, Is.SameAs(attending));
    }

    // What a key gives over window and hub edges.
    private static float Given(SystemBench bench, int token, EdgeWay way) =>
        bench.State.Extra[(token * DyeColumns.Count(1)) + DyeColumns.Of(0, way)];
}
