using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Studies.Sweeps;

/// <summary>The recall task: run to the end, read out.</summary>
public sealed class RecallTrial : ISweepTrial
{
    // Trials run side by side; each gets one thread.
    private static readonly FlowOptions OneThread = new(Threads: 1, EdgesShown: 0);

    /// <inheritdoc />
    public void Check(Scenario scenario, Sequence sequence)
    {
        if (scenario.Recall.Facts < 1)
        {
            throw new FaultException(
                FaultKind.OutOfRange, "the scenario writes no facts, so there is nothing to recall", scenario.WhereIs("facts"), "add --over facts=1..64x2, or --set facts=16");
        }

        _ = RecallTask.Create(scenario, sequence);
    }

    /// <inheritdoc />
    public SweepMeasures Run(Scenario scenario, Sequence sequence)
    {
        RecallResult result = RecallExperiment.Run(scenario, sequence, OneThread);
        return new SweepMeasures(result.Recall, result.RecallLeastSquares, result.Chance, result.EffectiveRank, result.Bound, result.RejectedMass);
    }

    /// <inheritdoc />
    public SweepTheory Theory(Scenario scenario, Sequence sequence)
    {
        RecallResult result = RecallExperiment.Run(scenario, sequence, OneThread);
        return new SweepTheory(result.RankBound, result.Superposition, result.Bound);
    }
}
