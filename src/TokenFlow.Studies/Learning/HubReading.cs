using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Inspection;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Weights;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Studies.Learning;

/// <summary>What a hub reads in the first layer, and what came of it at the readers.</summary>
public sealed class HubReading : IDisposable
{
    private HubReading(FrameSnapshot snapshot, int hub, float[] weights)
    {
        Snapshot = snapshot;
        Hub = hub;
        Weights = weights;
        foreach (ref readonly FactSnapshot fact in snapshot.Facts)
        {
            OnFacts += weights[fact.Token];
        }
    }

    /// <summary>The end of the run.</summary>
    public FrameSnapshot Snapshot { get; }

    /// <summary>The hub's token: the first one's, where there are several.</summary>
    public int Hub { get; }

    /// <summary>[tokens] the attention that the hub pays each in the first layer, heads averaged; they add up to 1.</summary>
    public float[] Weights { get; }

    /// <summary>The share of it that is paid to facts.</summary>
    public double OnFacts { get; }

    /// <summary>Runs the scenario's own task, whose words are none that training uses, with a hub. The dye falls on facts.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="sequence">Its tokens.</param>
    /// <param name="hub">The hub.</param>
    /// <param name="threads">Threads.</param>
    public static HubReading Of(Scenario scenario, Sequence sequence, LearnedHub hub, int threads)
    {
        // All edges one by one, so that there are no bands: the picture leaves them out and draws the hub's row by itself.
        const int MostEdges = 1 << 16;
        int[] facts = RecallTask.Create(scenario, sequence).FactTokens[..Math.Min(scenario.Recall.Facts, SequenceBuilder.MaxTracers)].ToArray();
        Scenario dyed = scenario with { Tracers = [.. facts.Select(token => new TracerSpec(token, null, "fact"))] };
        using var simulation = FlowRun.Open(dyed, sequence with { Learned = hub, Origins = facts }, new FlowOptions(threads, MostEdges));
        int token = simulation.Snapshot.Hubs[0].Position;
        var weights = new float[sequence.Count];
        foreach (InspectedKey key in simulation.Inspect(token, -1).Keys)
        {
            weights[key.Key] = key.Weight;
        }

        simulation.Seek(simulation.Clock.EndFrame);
        return new HubReading(simulation.Snapshot.Retain(), token, weights);
    }

    /// <inheritdoc />
    public void Dispose() => Snapshot.Dispose();
}
