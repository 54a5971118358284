using System.Text;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Worlds;

/// <summary>Scenarios written out in a test, and runs of them.</summary>
internal static class TestWorld
{
    public static Scenario Read(string json, params (string Path, string? Value)[] overrides) =>
        ScenarioReader.Parse("test.json", Encoding.UTF8.GetBytes(json), overrides.Select(o => KeyValuePair.Create(o.Path, o.Value)), folder: ".");

    public static Sequence Lay(Scenario scenario) => new SequenceBuilder(() => Stream.Null).Build(scenario);

    public static FlowSimulation Start(string json, int threads = 2, int edges = 0) => Start(Read(json), threads, edges);

    public static FlowSimulation Start(Scenario scenario, int threads = 2, int edges = 0) =>
        FlowRun.Open(scenario, Lay(scenario), new FlowOptions(threads, edges));

    /// <summary>A numbered sequence under a pattern.</summary>
    public static Scenario Of(int tokens, AttentionPattern pattern) => Scenario.Of("test", pattern, tokens) with { HeadDim = 8, FramesPerLayer = 4 };

    /// <summary>The same as a document, with more fields.</summary>
    public static string Json(int tokens, string pattern, string more = "") =>
        $$"""{"tokens": {{tokens}}, "headDim": 8, "framesPerLayer": 4, "pattern": {{pattern}}{{(more.Length > 0 ? ", " + more : "")}}}""";
}
