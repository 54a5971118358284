using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation;
using TokenFlow.Studies.Evidence;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Studies.Quiz;

/// <summary>From token 0 to token 1000: the shortest way in the plan's graph, and the layer in which the simulation's dye arrives.</summary>
/// <param name="pattern">The pattern that is tried.</param>
/// <param name="without">The same without its hub.</param>
public sealed class TwoHopsExperiment(AttentionPattern pattern, AttentionPattern without) : IQuizExperiment
{
    private const int Tokens = 1_001, From = 0, To = 1_000, Layers = 3;

    /// <summary>Tokens that read their next neighbours, and one hub in the middle.</summary>
    public TwoHopsExperiment()
        : this(new LongformerPattern(1, 1, [500]), new LocalPattern(1))
    {
    }

    /// <inheritdoc/>
    public QuizEvidence Run(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        AttentionLayout layout = AttentionPlan.Compile(pattern, Tokens, heads: 1, layer: 0).Head(0);
        AttentionLayout bare = AttentionPlan.Compile(without, Tokens, heads: 1, layer: 0).Head(0);
        Scenario scenario = Scenario.Of("two-hops", pattern, Tokens) with { Layers = Layers, FramesPerLayer = 1, HeadDim = 16 };
        using var simulation = FlowRun.Open(scenario, new SequenceBuilder(() => Stream.Null).Build(scenario), FlowOptions.Undrawn);
        simulation.Seek(simulation.Clock.EndFrame);
        return new QuizEvidence(
            $"Breadth-first search over the plan of {Tokens:N0} tokens that read their next neighbours and one hub; then the dye of a run of {Layers} layers.",
            [
                new("hops", HopDistances.Between(layout, From, To), Expectation.Exactly(2), "hops from token 0 to token 1000 with a hub"),
                new("arrival", simulation.Snapshot.Tracers[0].Arrival[To], Expectation.Exactly(2), "layer in which dye of token 0 came to token 1000"),
                new("hopsWithout", HopDistances.Between(bare, From, To), Expectation.Exactly(1_000), "hops without the hub, neighbour by neighbour"),
            ]);
    }
}
