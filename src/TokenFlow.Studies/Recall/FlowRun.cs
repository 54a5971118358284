using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation;

namespace TokenFlow.Studies.Recall;

/// <summary>Opens a scenario's run with all that is measured in it: where the scenario asks for facts, recall too.</summary>
public static class FlowRun
{
    /// <summary>Builds the world and runs frame 0.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="sequence">Its tokens.</param>
    /// <param name="options">How to run it.</param>
    /// <exception cref="FaultException">The pattern, an edit or the recall task does not fit the sequence.</exception>
    public static FlowSimulation Open(Scenario scenario, Sequence sequence, FlowOptions options) =>
        new(SetUp(scenario, sequence), options);

    /// <summary>What the run starts from.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="sequence">Its tokens.</param>
    /// <exception cref="FaultException">The pattern or the recall task does not fit the sequence.</exception>
    public static RunSetup SetUp(Scenario scenario, Sequence sequence)
    {
        RunSetup setup = RunSetups.Of(scenario, sequence);
        if (scenario.Recall.Facts == 0)
        {
            return setup;
        }

        RecallTask task = RecallTask.Create(scenario, sequence);
        return setup with
        {
            Values = task.Values(task.Facts),
            Burden = new RecallBurden(task, sequence.Count),
            Meters = [.. setup.Meters, meter => new RecallMeter(task, meter)],
        };
    }
}
