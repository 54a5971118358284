using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Inspection;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Tests.Worlds;

namespace TokenFlow.Simulation.Tests.Inspection;

public sealed class TokenInspectionTests
{
    private const string More = "\"heads\": 2, \"layers\": 3, \"weights\": \"random\", \"tracers\": [{\"token\": 6}, {\"token\": 30, \"name\": \"other\"}]";

    private static string Json(string pattern) => TestWorld.Json(45, pattern, More);

    [Test]
    public void Scores_make_the_log_sum_exp_and_weights_the_values(
        [ValueSource(typeof(Patterns), nameof(Patterns.All))] string pattern, [Values(6, 40)] int frame, [Values(0, 1)] int head)
    {
        using FlowSimulation simulation = TestWorld.Start(Json(pattern));
        simulation.Seek(frame);
        foreach (int token in (int[])[0, 5, 6, 21, 44])
        {
            TokenInspection seen = simulation.Inspect(token, head);
            Assert.That(seen.Layer, Is.EqualTo(frame == 6 ? 2 : 3));
            Assert.That(seen.Progress, Is.EqualTo(frame == 6 ? 0.5f : 1f));
            Assert.That(seen.Keys.Sum(k => (double)k.Weight), Is.EqualTo(1).Within(1e-5));
            Assert.That(Math.Log(seen.Keys.Sum(k => Math.Exp(k.Score))), Is.EqualTo(seen.LogSumExp).Within(1e-5));
            foreach (InspectedKey key in seen.Keys)
            {
                Assert.That(key.Score, Is.EqualTo(key.Dot * seen.Scale).Within(1e-6));
                Assert.That(key.Weight, Is.EqualTo(Math.Exp(key.Score - seen.LogSumExp)).Within(1e-5));
            }

            Assert.That(seen.Columns, Has.Count.EqualTo(TokenInspection.MaxColumns));
            foreach (InspectedColumn column in seen.Columns)
            {
                Assert.That(column.Sum, Is.EqualTo(seen.Keys.Select((k, e) => (double)k.Weight * column.Values[e]).Sum()).Within(1e-5));
                Assert.That(column.Result, Is.EqualTo((seen.Residual * column.Own) + ((1 - seen.Residual) * column.Sum)).Within(1e-5));
            }

            foreach (InspectedTracer tracer in seen.Tracers)
            {
                Assert.That(tracer.Sum.Total, Is.EqualTo(seen.Keys.Select((k, e) => (double)k.Weight * tracer.Held[e]).Sum()).Within(1e-5));
                Assert.That(tracer.Result.Hub, Is.EqualTo((seen.Residual * tracer.Own.Hub) + ((1 - seen.Residual) * tracer.Mean.Hub)).Within(1e-5));
                Assert.That(tracer.Result.Total, Is.EqualTo((seen.Residual * tracer.Own.Total) + ((1 - seen.Residual) * tracer.Mean.Total)).Within(1e-5));
            }
        }
    }

    [Test]
    public void At_a_layers_end_the_result_is_what_the_next_layer_starts_from()
    {
        using FlowSimulation simulation = TestWorld.Start(Json("""{"kind": "bigbird", "block": 4, "random": 1}"""));
        simulation.Seek(7);
        TokenInspection before = simulation.Inspect(21, 1);
        simulation.Advance();
        TokenInspection after = simulation.Inspect(21, 1);
        Assert.That(after.Columns.Select(c => c.Own), Is.EqualTo(before.Columns.Select(c => c.Result)));
        Assert.That(after.Tracers.Select(t => t.Own), Is.EqualTo(before.Tracers.Select(t => t.Result)));
        Assert.That(after.Tracers[0].Own.Total, Is.EqualTo(simulation.Snapshot.Tracers[0].Total(21)).Within(1e-6));
    }

    [Test]
    public void The_end_tells_of_the_last_layer()
    {
        using FlowSimulation simulation = TestWorld.Start(Json("""{"kind": "longformer", "window": 3, "globals": [5]}"""));
        simulation.Seek(11);
        TokenInspection last = simulation.Inspect(21, 0);
        simulation.Seek(30);
        TokenInspection end = simulation.Inspect(21, 0);
        Assert.That((end.Layer, end.Progress), Is.EqualTo((3, 1f)));
        Assert.That(end.Keys, Is.EqualTo(last.Keys));
        Assert.That(end.Columns.Select(c => (c.Own, c.Sum, c.Result)), Is.EqualTo(last.Columns.Select(c => (c.Own, c.Sum, c.Result))));
        Assert.That(end.Tracers[0].Arrival, Is.EqualTo(simulation.Snapshot.Tracers[0].Arrival[21]));
    }

    [Test]
    public void The_mean_over_heads_is_their_mean([ValueSource(typeof(Patterns), nameof(Patterns.All))] string pattern)
    {
        using FlowSimulation simulation = TestWorld.Start(Json(pattern));
        simulation.Seek(5);
        TokenInspection first = simulation.Inspect(21, 0), second = simulation.Inspect(21, 1), mean = simulation.Inspect(21, -1);
        Assert.That(mean.Keys.Select(k => k.Key).Order(), Is.EqualTo(first.Keys.Concat(second.Keys).Select(k => k.Key).Distinct().Order()));
        foreach (InspectedKey key in mean.Keys)
        {
            Assert.That(key.Weight, Is.EqualTo((Of(first, key.Key) + Of(second, key.Key)) / 2).Within(1e-6));
        }

        Assert.That(mean.Columns, Is.Empty);
        Assert.That(mean.Tracers[1].Sum.Total, Is.EqualTo((first.Tracers[1].Sum.Total + second.Tracers[1].Sum.Total) / 2).Within(1e-6));

        static float Of(TokenInspection of, int key) => of.Keys.Where(k => k.Key == key).Sum(k => k.Weight);
    }

    [Test]
    public void The_strongest_edges_are_those_of_the_dense_weights([Values(0, 1, -1)] int head)
    {
        Scenario scenario = TestWorld.Read(Json("""{"kind": "longformer", "window": 6, "dilation": [1, 2], "globals": [5]}"""));
        using FlowSimulation simulation = TestWorld.Start(scenario);
        var dense = new DenseWorld(scenario, TestWorld.Lay(scenario));
        dense.Step();
        const int N = 45, Token = 21;
        Assert.That(simulation.Inspect(Token, head).Outgoing.Select(e => (e.Query, Math.Round(e.Weight, 4))), Is.EqualTo(Best(q => Weight(q, Token))));
        Assert.That(simulation.Inspect(Token, head).Incoming.Select(e => (e.Key, Math.Round(e.Weight, 4))), Is.EqualTo(Best(k => Weight(Token, k))));

        double Weight(int query, int key) => head >= 0
            ? dense.Weights[(((head * N) + query) * N) + key]
            : (dense.Weights[(query * N) + key] + dense.Weights[((N + query) * N) + key]) / 2;

        static IEnumerable<(int, double)> Best(Func<int, double> weight) => Enumerable.Range(0, N).Where(i => i != Token && weight(i) > 0)
            .OrderByDescending(weight).Take(TokenInspection.MaxStrongest).Select(i => (i, Math.Round(weight(i), 4)));
    }

    [Test]
    public void Hops_follow_the_pattern_as_it_stands_and_arrival_what_happened()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(40, new LongformerPattern(2, 1, [])));
        simulation.Seek(8);
        Assert.That((simulation.Inspect(10, 0).Tracers[0].Hops, simulation.Inspect(10, 0).Tracers[0].Arrival), Is.EqualTo((5, -1)));
        simulation.Apply(new MakeHubEdit(20));
        TokenInspection hub = simulation.Inspect(20, -1);
        Assert.That((hub.IsHub, hub.IsCut, hub.Tracers[0].Hops), Is.EqualTo((true, false, 1)));
        Assert.That(simulation.Inspect(10, -1).Tracers[0].Hops, Is.EqualTo(2));
        simulation.Apply(new CutHubEdit(20));
        Assert.That((simulation.Inspect(20, 0).IsHub, simulation.Inspect(20, 0).IsCut), Is.EqualTo((true, true)));
        simulation.Apply(new DropDyeEdit(9));
        Assert.That((simulation.Inspect(10, 0).Tracers[0].Origin, simulation.Inspect(10, 0).Tracers[0].Hops), Is.EqualTo((9, 1)));
    }

    [Test]
    public void A_row_without_keys_has_nothing_to_tell_but_itself()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(3, new LongformerPattern(0, 1, [])));
        simulation.Apply(new CutEdgeEdit(0, 0));
        TokenInspection seen = simulation.Inspect(0, 0);
        Assert.That(seen.Keys, Is.Empty);
        Assert.That(seen.LogSumExp, Is.EqualTo(float.NegativeInfinity));
        Assert.That(seen.Tracers[0].Own, Is.EqualTo(new WayShares(1, 0, 0)));
        Assert.That(seen.Tracers[0].Sum.Total, Is.Zero);
        Assert.That(simulation.Inspect(1, 0).Keys.Single().Way, Is.EqualTo(EdgeWay.Window));
    }

    [TestCase(-1, 0)]
    [TestCase(45, 0)]
    [TestCase(0, 2)]
    [TestCase(0, -2)]
    public void What_is_not_there_is_refused(int token, int head)
    {
        using FlowSimulation simulation = TestWorld.Start(Json("""{"kind": "full"}"""));
        Assert.That(() => simulation.Inspect(token, head), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Looking_changes_nothing()
    {
        using FlowSimulation simulation = TestWorld.Start(Json("""{"kind": "bigbird", "block": 4, "random": 1}"""), edges: 20);
        List<(ulong, ulong)> unseen = FlowSimulationTests.FrameByFrame(TestWorld.Read(Json("""{"kind": "bigbird", "block": 4, "random": 1}""")));
        for (int frame = 0; frame < unseen.Count; frame++)
        {
            simulation.Seek(frame);
            simulation.Inspect(frame, -1);
            simulation.Matrix(-1, 10);
            simulation.SelfCheck([frame]);
            Assert.That((simulation.Snapshot.StateHash, SnapshotDigest.Of(simulation.Snapshot)), Is.EqualTo(unseen[frame]));
        }
    }
}
