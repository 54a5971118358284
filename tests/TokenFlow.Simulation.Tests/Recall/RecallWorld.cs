using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Recall;

/// <summary>The scenario `bottleneck` on numbered tokens, so that no vocabulary need be loaded, and what is measured on it over seeds.</summary>
internal static class RecallWorld
{
    public const int Words = 1_024;

    public static readonly string Bottleneck = TestWorld.Json(
        384,
        """{"kind": "longformer", "window": 2, "globals": [0]}""",
        """
        "layers": 2, "residual": 0.5, "facts": 8, "recall": {"vocabulary": 1024, "readers": 8}
        """).Replace("\"headDim\": 8", "\"headDim\": 128", StringComparison.Ordinal);

    public static Scenario Read(params (string, string?)[] overrides) => TestWorld.Read(Bottleneck, overrides);

    public static RecallResult Run(params (string, string?)[] overrides)
    {
        Scenario scenario = Read(overrides);
        return RecallExperiment.Run(scenario, TestWorld.Lay(scenario), new FlowOptions(1, 0));
    }

    /// <summary>The curve under a scenario's own limits.</summary>
    public static IReadOnlyList<RecallPoint> Curve(params (string, string?)[] overrides)
    {
        Scenario scenario = Read(overrides);
        using var simulation = FlowRun.Open(scenario, TestWorld.Lay(scenario), new FlowOptions(1, 0) { LiveCurves = true });
        return simulation.Snapshot.Recall!.Curve;
    }

    /// <summary>The mean of the curves of seeds 1 to so many.</summary>
    public static RecallPoint[] MeanCurve(int seeds, params (string, string?)[] overrides)
    {
        IReadOnlyList<RecallPoint>[] curves = [.. Enumerable.Range(1, seeds).Select(s => Curve([.. overrides, ("seed", s.ToString(System.Globalization.CultureInfo.InvariantCulture))]))];
        return
        [
            .. curves[0].Select((point, i) => new RecallPoint(point.Facts, curves.Average(c => c[i].Recall), curves.Average(c => c[i].RecallLeastSquares))),
        ];
    }

    /// <summary>The tokens that facts were written into, in the order of the task.</summary>
    public static int[] FactsOf(FlowSimulation simulation) => [.. simulation.Snapshot.Facts.ToArray().Select(f => f.Token)];

    /// <summary>The tokens that read, in the order of the task.</summary>
    public static int[] ReadersOf(FlowSimulation simulation) => [.. simulation.Snapshot.Readers.ToArray().Select(r => r.Token)];
}
