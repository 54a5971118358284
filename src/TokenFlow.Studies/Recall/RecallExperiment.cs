using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Studies.Recall;

/// <summary>Runs a scenario's recall task to its end and reads it out.</summary>
public static class RecallExperiment
{
    /// <summary>Runs the real simulation, all layers, with the scenario's edits and keyframes.</summary>
    /// <param name="scenario">The scenario; its field "facts" is 1 or more.</param>
    /// <param name="sequence">Its tokens.</param>
    /// <param name="options">How to run it; the result does not depend on it.</param>
    /// <exception cref="FaultException">The scenario has no task, or its facts or readers do not fit.</exception>
    public static RecallResult Run(Scenario scenario, Sequence sequence, FlowOptions options)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(options);
        if (scenario.Recall.Facts < 1)
        {
            throw new FaultException(FaultKind.OutOfRange, "the scenario writes no facts, so there is nothing to recall", scenario.WhereIs("facts"), "give 1 or more");
        }

        using var simulation = FlowRun.Open(scenario, sequence, options with { LiveCurves = false });
        var flows = new List<IReadOnlyList<HubSnapshot>>();
        for (int layer = 0; layer < scenario.Layers; layer++)
        {
            simulation.Seek(simulation.Clock.LastFrame(layer));
            flows.Add([.. simulation.Snapshot.Hubs]);
        }

        simulation.Seek(simulation.Clock.EndFrame);
        RecallSnapshot recall = simulation.Snapshot.Recall!;
        return new RecallResult(recall.Recall, recall.RecallLeastSquares, recall.Chance, recall.EffectiveRank, recall.Bound, RejectedMass(flows))
        {
            Facts = simulation.Snapshot.Facts.Length,
            Readers = simulation.Snapshot.Readers.Length,
            RankBound = recall.RankBound,
            Superposition = recall.Superposition,
        };
    }

    // What a hub takes in one layer it sends on in the next: nothing that the first layer sends, or the last one takes, counts.
    private static double RejectedMass(List<IReadOnlyList<HubSnapshot>> layers)
    {
        double sum = 0;
        int count = 0;
        for (int layer = 1; layer < layers.Count; layer++)
        {
            foreach (HubSnapshot sender in layers[layer])
            {
                if (sender.IsCut)
                {
                    continue;
                }

                float taken = TakenShare(layers[layer - 1], sender.Position);
                sum += 1 - ((double)taken * (sender.Flow.Offered > 0 ? sender.Flow.SentShare : 1));
                count++;
            }
        }

        return count > 0 ? sum / count : 0;
    }

    private static float TakenShare(IReadOnlyList<HubSnapshot> hubs, int position)
    {
        foreach (HubSnapshot hub in hubs)
        {
            if (hub.Position == position && !hub.IsCut)
            {
                HubFlow flow = hub.Flow;
                return flow.Offered > 0 ? flow.TakenShare : 1;
            }
        }

        // It was no hub then, and took nothing but its window.
        return 1;
    }
}

/// <summary>What a run's recall task came to. Recall here is linear-probe recall: what a trained nonlinear decoder could read is another matter.</summary>
/// <param name="Recall">By matched filter, the mean over the readers.</param>
/// <param name="RecallLeastSquares">By least squares, the mean over the readers.</param>
/// <param name="Chance">What guessing reads: k / M.</param>
/// <param name="EffectiveRank">Of what reaches a reader, the mean over the readers.</param>
/// <param name="Bound">The most facts that the limits let through.</param>
/// <param name="RejectedMass">1 - W_S phi in [0, 1], the mean over the hubs and the layers that count.</param>
public sealed record RecallResult(double Recall, double RecallLeastSquares, double Chance, double EffectiveRank, double Bound, double RejectedMass)
{
    /// <summary>k.</summary>
    public required int Facts { get; init; }

    /// <summary>Tokens that read.</summary>
    public required int Readers { get; init; }

    /// <summary>The rank bound, see <see cref="RecallTheory.RankBound"/>.</summary>
    public required double RankBound { get; init; }

    /// <summary>Where superposition is expected to break, see <see cref="RecallTheory.Superposition"/>.</summary>
    public required double Superposition { get; init; }

    /// <summary>
    /// What the run counts for in a <see cref="WilsonInterval"/>: its facts. Readers of one run hold nearly the same and err together, so
    /// they make the mean smoother and no surer.
    /// </summary>
    public double Trials => Facts;
}
