using TokenFlow.Base.Threading;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Scenarios.Scenarios;

/// <summary>The weight source of a run.</summary>
public static class WeightSources
{
    /// <summary>The scenario's source; where hubs have learned, their rows are learned ones.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="sequence">Its tokens.</param>
    /// <param name="embedding">[heads][tokens][headDim] the vectors that tokens start with.</param>
    /// <param name="team">The threads that multiply.</param>
    public static IWeightSource Of(Scenario scenario, Sequence sequence, float[] embedding, WorkerTeam team)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(sequence);
        IWeightSource source = scenario.Weights switch
        {
            WeightKind.Content => new ContentWeights(embedding),
            WeightKind.Random => new RandomWeights(sequence.Count, scenario.Heads, scenario.HeadDim, scenario.Seed, team),
            _ => new UniformWeights(),
        };
        return sequence.Learned is { } hub ? new LearnedWeights(source, hub, sequence.Count, team) : source;
    }
}
