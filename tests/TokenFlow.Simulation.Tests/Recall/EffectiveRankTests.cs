using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Base.Threading;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Records;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Systems;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Simulation.Weights;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Recall;

public sealed class EffectiveRankTests
{
    // One hub and several; ranks that fit a basis and ranks that wrap into a next one; two to four layers; slots, cuts, heads.
    private static readonly string[] Limits =
    [
        """ "layers": 2, "heads": 1 """,
        """ "layers": 2, "heads": 1, "capacity": {"rank": 5} """,
        """ "layers": 3, "heads": 2, "capacity": {"count": 3, "place": "spread", "rank": 4} """,
        """ "layers": 3, "heads": 1, "capacity": {"count": 4, "place": "spread", "rank": 7} """,
        """ "layers": 4, "heads": 2, "residual": 0.2, "capacity": {"count": 3, "place": "spread", "rank": 9, "hubs": [{"token": 80, "rank": 3}]} """,
        """ "layers": 4, "heads": 1, "residual": 0, "capacity": {"count": 2, "place": "spread", "rank": 10, "hubs": [{"token": 40}]} """,
        """ "layers": 3, "heads": 1, "capacity": {"count": 2, "place": "spread", "slots": 30, "rank": 6} """,
        """ "layers": 3, "heads": 2, "weights": "content", "temperature": 0.5, "capacity": {"count": 2, "place": "spread", "slots": 50, "rank": 12} """,
    ];

    [TestCaseSource(nameof(Limits))]
    public void It_is_that_of_runs_with_one_fact_each(string limits)
    {
        const int Facts = 20, Dim = 16;
        string json = TestWorld.Json(160, """{"kind": "longformer", "window": 1, "globals": [0]}""", limits + $", \"facts\": {Facts}, \"recall\": {{\"vocabulary\": 64, \"readers\": 3}}");
        Scenario scenario = TestWorld.Read(json.Replace("\"headDim\": 8", $"\"headDim\": {Dim}", StringComparison.Ordinal));
        Sequence sequence = TestWorld.Lay(scenario);
        RecallTask task = RecallTask.Create(scenario, sequence);
        var state = new FlowState(sequence.Count, scenario.Heads, Dim, tracers: 0, separateGlobal: false);
        using var team = new WorkerTeam(1);
        using var kernel = new SparseAttentionKernel(1);
        IWeightSource weights = scenario.Weights == WeightKind.Content ? new ContentWeights(Embedding.Of(sequence.Ids, scenario.Heads, Dim, scenario.Seed)) : new UniformWeights();
        var channels = new HubChannels(scenario.Seed, scenario.Heads, Dim);
        using var run = new LayerRun(state, scenario.Layers, weights, kernel, channels, team, scenario.Seed);
        Knobs knobs = RunSetups.StartOf(scenario, sequence);
        run.Knobs.Fill(knobs);
        task.CopyValues(Facts, run.Input);
        var layers = new List<RecordedLayer>();
        run.Run(layers);
        var rank = new EffectiveRank(task, channels, scenario.Heads, Dim);
        rank.Measure(layers);

        // The same by as many runs as there are facts, through the kernel itself.
        int dimensions = scenario.Heads * Dim;
        var responses = new double[task.Readers.Count][];
        var held = new float[task.Readers.Count * dimensions];
        float[] none = task.Values(0), all = task.Values(Facts);
        for (int r = 0; r < responses.Length; r++)
        {
            responses[r] = new double[Facts * dimensions];
        }

        for (int i = 0; i < Facts; i++)
        {
            none.CopyTo(run.Input, 0);
            for (int h = 0; h < scenario.Heads; h++)
            {
                all.AsSpan(((h * sequence.Count) + task.FactTokens[i]) * Dim, Dim).CopyTo(run.Input.AsSpan(((h * sequence.Count) + task.FactTokens[i]) * Dim));
            }

            float[] values = run.Run();
            task.CopyHeld(values, values, 0, held);
            for (int r = 0; r < responses.Length; r++)
            {
                for (int c = 0; c < dimensions; c++)
                {
                    responses[r][(i * dimensions) + c] = held[(r * dimensions) + c];
                }
            }
        }

        double wanted = responses.Average(m => Ratio(m, Facts, dimensions));
        Assert.That(wanted, Is.GreaterThan(1));
        Assert.That(rank.Mean, Is.EqualTo(wanted).Within(1e-4 * wanted));
    }

    [Test]
    public void Whole_codewords_share_power_as_random_directions_do()
    {
        // (tr G)² / tr G² of k random unit vectors of D dimensions is k D / (k + D - 1) in the mean.
        double mean = Enumerable.Range(1, 10).Average(s => RecallWorld.Run(("facts", "32"), ("seed", $"{s}")).EffectiveRank);
        Assert.That(mean, Is.EqualTo(32.0 * 128 / (32 + 127)).Within(0.5));
    }

    [Test]
    public void It_is_no_more_than_the_rank_bound([Values(1, 2, 8, 32)] int rank)
    {
        RecallResult result = RecallWorld.Run(("facts", "64"), ("capacity.rank", $"{rank}"));
        Assert.That(result.EffectiveRank, Is.GreaterThan(0.5 * rank).And.LessThanOrEqualTo(rank + 1e-6));
        Assert.That(result.RankBound, Is.EqualTo(rank));
    }

    [Test]
    public void Noise_does_not_count() =>
        Assert.That(RecallWorld.Run(("capacity.bits", "20")).EffectiveRank, Is.EqualTo(RecallWorld.Run().EffectiveRank).Within(1e-9));

    [Test]
    public void Nothing_that_arrives_has_no_rank() => Assert.That(RecallWorld.Run(("pattern.globals", "[]")).EffectiveRank, Is.Zero);

    // By the definition: singular values squared are the eigenvalues of G, whose sums are traces.
    private static double Ratio(double[] matrix, int rows, int columns)
    {
        double trace = 0, square = 0;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < rows; j++)
            {
                double product = Enumerable.Range(0, columns).Sum(c => matrix[(i * columns) + c] * matrix[(j * columns) + c]);
                trace += i == j ? product : 0;
                square += product * product;
            }
        }

        return trace * trace / square;
    }
}
