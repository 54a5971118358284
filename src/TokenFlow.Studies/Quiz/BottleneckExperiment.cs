using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Capacity;
using TokenFlow.Scenarios.Recall;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Studies.Evidence;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Studies.Quiz;

/// <summary>
/// How much goes through the hubs: facts, codewords of 128 dimensions out of 1,024, are written beyond every window path and
/// read back by matched filter (linear-probe recall) after two layers, means over seeds. Few facts and many through one hub;
/// then hubs that let eight dimensions through, one of them and sixteen; and no hub.
/// </summary>
/// <param name="pattern">Makes the pattern that is tried, of so many hubs.</param>
/// <param name="without">The same window and no hub.</param>
public sealed class BottleneckExperiment(Func<int, AttentionPattern> pattern, AttentionPattern without) : IQuizExperiment
{
    private const int Tokens = 1_024, Few = 4, Some = 8, Many = 128, Rank = 8, Hubs = 16, Seeds = 4;

    /// <summary>A window of four a side and hubs at the start.</summary>
    public BottleneckExperiment()
        : this(hubs => new LongformerPattern(4, 1, [.. Enumerable.Range(0, hubs)]), new LocalPattern(4))
    {
    }

    /// <inheritdoc/>
    public QuizEvidence Run(CancellationToken cancellation)
    {
        double few = Recall(pattern(1), Few, null), many = Recall(pattern(1), Many, null);
        double one = Recall(pattern(1), Some, Rank), sixteen = Recall(pattern(Hubs), Some, Rank);
        double none = Recall(without, Some, null);
        return new QuizEvidence(
            $"Facts of 128 dimensions out of a vocabulary of 1,024 were written at random among {Tokens:N0} tokens, beyond every window path, and read back by matched filter after two layers of the simulation; means over {Seeds} seeds.",
            [
                new("recallFew", few, Expectation.AtLeast(0.95), $"share of {Few} facts read back through one hub"),
                new("recallMany", many, Expectation.AtMost(0.6), $"share of {Many} facts read back through the same hub"),
                new("recallNarrow", one, Expectation.AtMost(0.5), $"share of {Some} facts, one hub that lets {Rank} dimensions through"),
                new("recallMoreHubs", sixteen, Expectation.AtLeast(0.8), $"share of {Some} facts, {Hubs} such hubs"),
                new("recallWithoutHub", none, Expectation.AtMost(0.1), $"share of {Some} facts without a hub: a guess"),
            ]);

        double Recall(AttentionPattern tried, int facts, int? rank)
        {
            double sum = 0;
            for (int seed = 1; seed <= Seeds; seed++)
            {
                cancellation.ThrowIfCancellationRequested();
                Scenario scenario = Scenario.Of("bottleneck", tried, Tokens) with
                {
                    Layers = 2,
                    FramesPerLayer = 1,
                    HeadDim = 128,
                    Seed = (ulong)seed,
                    Recall = RecallSpec.None with { Facts = facts, Vocabulary = 1_024, Readers = 4 },
                    Capacity = new CapacitySpec { Limits = new HubCapacity { Common = new HubLimits(null, rank, null) } },
                };
                sum += RecallExperiment.Run(scenario, new SequenceBuilder(() => Stream.Null).Build(scenario), FlowOptions.Undrawn).Recall;
            }

            return sum / Seeds;
        }
    }
}
