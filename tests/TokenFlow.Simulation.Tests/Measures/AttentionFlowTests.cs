using CsCheck;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Threading;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Records;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Studies.Measures;

namespace TokenFlow.Simulation.Tests.Measures;

public sealed class AttentionFlowTests
{
    [Test]
    public void It_is_the_least_cut_of_the_layered_graph() =>
        Gen.Select(
            OneOf("""{"kind": "local", "window": 1}""", """{"kind": "longformer", "window": 1, "globals": [2]}""", """{"kind": "full"}""", """{"kind": "streaming", "sinks": 1, "window": 2}"""),
            OneOf("uniform", "content", "random"),
            OneOf(0.0, 0.2, 0.5, 0.9),
            Gen.Int[1, 3],
            Gen.Int[0, 4],
            Gen.Int[0, 4]).Sample((pattern, weights, residual, layers, source, reader) =>
        {
            Scenario scenario = TestWorld.Read(TestWorld.Json(5, pattern, FormattableString.Invariant($"\"heads\": 2, \"layers\": {layers}, \"residual\": {residual}, \"weights\": \"{weights}\"")));
            using FlowSimulation simulation = TestWorld.Start(scenario, threads: 1);
            using var team = new WorkerTeam(1);
            FlowBetween flow = new AttentionFlow(simulation.Record(layers), reader, team).From(source, new MaximumFlow());

            Assert.That(flow.Value, Is.EqualTo(LeastCut(scenario, layers, source, reader)).Within(1e-6));
            Assert.That(flow.Cut, Is.EqualTo(flow.Value), "flow and cut are whole numbers of units");
            Assert.That(flow.Value, Is.LessThanOrEqualTo(flow.ReaderCapacity).And.LessThanOrEqualTo(flow.SourceCapacity));
        }, iter: 60);

    [Test]
    public void It_is_never_less_than_rollout_and_never_more_than_the_reader_reads(
        [ValueSource(typeof(Patterns), nameof(Patterns.All))] string pattern, [Values("uniform", "random")] string weights)
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Json(45, pattern, $"\"heads\": 2, \"layers\": 3, \"weights\": \"{weights}\""));
        FlowRecord record = simulation.Record(3);
        using var team = new WorkerTeam(2);
        RolloutInfluence rollout = new AttentionRollout(record, team).Onto(20);
        var flow = new AttentionFlow(record, 20, team);
        var solver = new MaximumFlow();
        for (int source = 0; source < record.Tokens; source++)
        {
            FlowBetween between = flow.From(source, solver);
            Assert.That(between.Cut, Is.EqualTo(between.Value));
            Assert.That(between.Value, Is.InRange(rollout.Total[source] - 1e-6, 1 + 1e-6));
            Assert.That(between.Value > 0, Is.EqualTo(rollout.Total[source] > 0));
        }
    }

    // A window that mirrors itself: what flows from i to j flows from their mirror images too.
    [Test]
    public void A_mirrored_pair_has_the_same_flow()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(41, new LongformerPattern(3, 1, [20])) with { Layers = 4 });
        FlowRecord record = simulation.Record(4);
        using var team = new WorkerTeam(1);
        var solver = new MaximumFlow();
        foreach ((int source, int reader) in ((int, int)[])[(0, 5), (3, 30), (20, 7), (12, 12)])
        {
            double value = new AttentionFlow(record, reader, team).From(source, solver).Value;
            Assert.That(new AttentionFlow(record, 40 - reader, team).From(40 - source, solver).Value, Is.EqualTo(value).Within(1e-6));
            Assert.That(value, Is.Positive);
        }
    }

    // Full attention under uniform weights: each of the n paths of two layers carries (1 - alpha) / n, the straight ones alpha more.
    [Test]
    public void Two_full_uniform_layers_have_a_closed_form()
    {
        const int N = 16;
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(N, new FullPattern()) with { Layers = 2, Residual = 0.5f });
        using var team = new WorkerTeam(1);
        var flow = new AttentionFlow(simulation.Record(2), 3, team);

        FlowBetween other = flow.From(9, new MaximumFlow());
        FlowBetween itself = flow.From(3, new MaximumFlow());

        Assert.That(other.Value, Is.EqualTo(N * 0.5 / N).Within(1e-6));
        Assert.That(itself.Value, Is.EqualTo(0.5 + (N * 0.5 / N)).Within(1e-6));
        Assert.That(other.CutEdges.Sum(), Is.Positive);
        Assert.That(other.Nodes, Is.EqualTo(N + 2));
    }

    [Test]
    public void What_cannot_be_reached_has_no_flow()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(60, new LocalPattern(4)) with { Layers = 3 });
        using var team = new WorkerTeam(1);
        var flow = new AttentionFlow(simulation.Record(3), 50, team);

        Assert.That(flow.From(37, new MaximumFlow()).Value, Is.Zero);
        Assert.That(flow.From(38, new MaximumFlow()).Value, Is.Positive);
        Assert.That(() => flow.From(60, new MaximumFlow()), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    // The reader's own row in the last layer, all rows below it.
    [Test]
    public void A_graph_that_is_too_large_is_refused_before_it_is_made()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(4_600, new FullPattern()) with { Layers = 2 });
        FlowRecord record = simulation.Record(2);
        using var team = new WorkerTeam(1);

        Assert.That(AttentionFlow.CountEdges(record, 7), Is.EqualTo(4_600 + (4_600L * 4_600)));
        Assert.That(() => new AttentionFlow(record, 7, team), Throws.ArgumentException.With.Message.Contains("21,164,600"));
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    // Every way of putting the middle nodes on the reader's side or the source's.
    private static double LeastCut(Scenario scenario, int layers, int source, int reader)
    {
        Sequence sequence = TestWorld.Lay(scenario);
        int n = sequence.Count;
        var dense = new DenseWorld(scenario, sequence);
        var capacities = new double[layers][,];
        for (int layer = 0; layer < layers; layer++)
        {
            dense.Step();
            capacities[layer] = new double[n, n];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    double mean = (dense.Weights[(i * n) + j] + dense.Weights[(((n + i) * n) + j)]) / 2;
                    capacities[layer][i, j] = ((1 - scenario.Residual) * mean) + (i == j ? scenario.Residual : 0);
                }
            }
        }

        // A bit for each node that is on the reader's side.
        double least = double.MaxValue;
        int middle = (layers - 1) * n;
        for (int set = 0; set < 1 << middle; set++)
        {
            double cut = 0;
            for (int layer = 0; layer < layers; layer++)
            {
                for (int i = 0; i < n; i++)
                {
                    bool tail = layer == layers - 1 ? i == reader : (set >> ((layer * n) + i) & 1) == 1;
                    if (!tail || (layer == layers - 1 && i != reader))
                    {
                        continue;
                    }

                    for (int j = 0; j < n; j++)
                    {
                        bool head = layer == 0 ? j != source : (set >> (((layer - 1) * n) + j) & 1) == 1;
                        bool exists = layer > 0 || j == source;
                        cut += exists && !head ? capacities[layer][i, j] : 0;
                    }
                }
            }

            least = Math.Min(least, cut);
        }

        return least;
    }
}
