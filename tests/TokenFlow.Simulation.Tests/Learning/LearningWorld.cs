using TokenFlow.Scenarios.Learned;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Simulation.Weights;
using TokenFlow.Studies.Learning;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Learning;

/// <summary>Small scenarios with something to learn.</summary>
internal static class LearningWorld
{
    public const string ClsHub = """{ "kind": "cls-hub", "window": 1 }""";

    /// <summary>A few numbers to learn: for gradients and bits.</summary>
    public static Scenario Small(string pattern = ClsHub, string weights = "uniform", int heads = 2, int headDim = 4, string more = "") => TestWorld.Read(
        $$"""
        {
          "tokens": 26, "pattern": {{pattern}}, "weights": "{{weights}}", "heads": {{heads}}, "headDim": {{headDim}}, "layers": 3, "residual": 0.4,
          "temperature": 0.8, "facts": 2, "recall": { "vocabulary": 16, "readers": 2, "distractors": 0.7, "mark": 0.9 }{{more}}
        }
        """);

    /// <summary>Enough of them to learn the task in a few seconds.</summary>
    public static Scenario Quick() => TestWorld.Read(
        """
        {
          "tokens": 96, "pattern": { "kind": "cls-hub", "window": 1 }, "headDim": 32, "layers": 2, "residual": 0.5,
          "facts": 2, "recall": { "vocabulary": 64, "readers": 4, "distractors": 1, "mark": 1 }
        }
        """);

    public static TrainingOptions Options(int steps = 4, int batch = 4, double rate = 0.01, ulong seed = 3, int threads = 2) => new(steps, batch, rate, seed, threads);

    public static TrainingResult Train(Scenario scenario, TrainingOptions options, CancellationToken cancellation = default) =>
        HubTraining.Run(scenario, TestWorld.Lay(scenario), options, null, cancellation);

    public static byte[] Bytes(LearnedHubFile file)
    {
        using var stream = new MemoryStream();
        file.Write(stream);
        return stream.ToArray();
    }

    public static RecallResult Recall(Scenario scenario, LearnedHub? hub)
    {
        Sequence sequence = TestWorld.Lay(scenario) with { Learned = hub };
        return RecallExperiment.Run(scenario, sequence, new FlowOptions(2, 0));
    }
}
