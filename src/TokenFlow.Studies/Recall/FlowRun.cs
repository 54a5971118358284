using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Traffic;

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
            Facts = [.. Enumerable.Range(0, task.Facts).Select(f => new WrittenFact(task.FactTokens[f], task.FactWords[f]))],
            Readers = task.Readers,
            Burden = new RecallBurden(task, sequence.Count),
            Meters = [.. setup.Meters, meter => new RecallMeter(task, meter)],
        };
    }
}

/// <summary>With a recall task a hub is asked to carry the facts that can have reached it: log2 C(M, facts) bits, which of the M words they are.</summary>
/// <param name="task">The task.</param>
/// <param name="tokens">All tokens.</param>
public sealed class RecallBurden(RecallTask task, int tokens) : IHubBurden
{
    private readonly FactReach _reach = new(task.FactTokens[..task.Facts], tokens);

    /// <inheritdoc />
    public int ItemsAt(AttentionPlan plan, int hub, int layers) => _reach.Count(plan, hub, layers);

    /// <inheritdoc />
    public double BitsOf(int items) => BitsOf(task.Spec.Vocabulary, items);

    /// <summary>log2 C(words, facts): the bits that say which words were written.</summary>
    internal static double BitsOf(int words, int facts)
    {
        double bits = 0;
        for (int i = 0; i < Math.Min(facts, words - facts); i++)
        {
            bits += Math.Log2((double)(words - i) / (i + 1));
        }

        return bits;
    }
}
