using System.Text;
using TokenFlow.Scenarios.Library;
using TokenFlow.Studies.Sweeps;

namespace TokenFlow.App.Tests.Sweeps;

/// <summary>Small sweeps for tests.</summary>
internal static class SweepSamples
{
    /// <summary>A scenario with one hub that is run in a moment.</summary>
    public const string Scenario = """
        {
          "name": "small", "title": "One small hub", "tokens": 96, "seed": 7,
          "pattern": { "kind": "longformer", "window": 2, "globals": [0] },
          "heads": 1, "headDim": 32, "layers": 3, "weights": "uniform",
          "facts": 4, "recall": { "vocabulary": 64, "readers": 2 }
        }
        """;

    /// <summary>Two axes, one of them a list that is not in order.</summary>
    public static SweepDesign Design(int seeds = 3) => new([AxisParser.Parse("facts=1..8x2"), AxisParser.Parse("capacity.rank=16,null,4")], seeds);

    public static SweepScenarios Scenarios(SweepDesign design) =>
        new(new ScenarioDocument("small.json", Encoding.UTF8.GetBytes(Scenario), []), design, () => Stream.Null);

    /// <summary>The whole table as the runner makes it.</summary>
    public static SweepTable Table(SweepScenarios scenarios, int[] trials, ShardMark? shard, int threads = 1)
    {
        SweepDesign design = scenarios.Design;
        SortedDictionary<int, SweepMeasures> done = new SweepRunner(scenarios, new FakeTrial(), threads)
            .Run(trials, new Dictionary<int, SweepMeasures>(), (_, _) => { }, new Progress<SweepProgress>(), CancellationToken.None);
        return new SweepTable
        {
            Axes = [.. design.Axes.Select(a => a.Field)],
            Rows = [.. done.Select(d => new SweepRow(d.Key, [.. design.Values(d.Key / design.Seeds).Select(v => v.Cell)], scenarios.Seed(d.Key), d.Value))],
            Shard = shard,
        };
    }

    public static SweepTable Table() => Table(Scenarios(Design()), [.. Enumerable.Range(0, Design().Trials)], shard: null);
}
