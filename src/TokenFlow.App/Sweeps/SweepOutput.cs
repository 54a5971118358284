using System.Globalization;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Studies.Sweeps;

namespace TokenFlow.App.Sweeps;

/// <summary>Where a sweep's results go: a file and a chart.</summary>
internal sealed class SweepOutput
{
    private readonly ISweepTrial _trial;
    private readonly SceneTheme _theme;

    /// <param name="trial">Asked for theory.</param>
    /// <param name="path">The file of results; null for none.</param>
    /// <param name="plot">The chart's file; null for none.</param>
    /// <param name="theme">The chart's colours.</param>
    public SweepOutput(ISweepTrial trial, string? path, string? plot, SceneTheme theme)
    {
        _trial = trial;
        Path = path;
        Plot = plot;
        _theme = theme;
    }

    /// <summary>The file of results; null for none.</summary>
    public string? Path { get; }

    /// <summary>The chart's file; null for none.</summary>
    public string? Plot { get; }

    /// <summary>Refuses axes that no chart can show, before time is spent on measuring.</summary>
    public void CheckChart(SweepDesign design)
    {
        if (Plot is not null)
        {
            SweepChart.Check(design.Axes);
        }
    }

    /// <summary>Writes the file of results, where one is wanted.</summary>
    public void WriteFile(SweepTable table)
    {
        if (Path is not null)
        {
            SweepFile.Write(table, Path);
        }
    }

    /// <summary>Sums the results up and draws the chart, where one is wanted.</summary>
    /// <param name="table">The results.</param>
    /// <param name="scenarios">The settings; null where only the results are known.</param>
    public SweepSummary SumUp(SweepTable table, SweepScenarios? scenarios)
    {
        SweepSummary summary = SweepSummary.Of(table, cells => scenarios?.Load(cells).Recall.Facts, cells => scenarios is null ? null : Theory(scenarios, cells));
        if (Plot is not null)
        {
            string title = scenarios?.First.Title ?? "Recall";
            SweepChart.Write(summary, title, scenarios is null ? "" : Circumstances(scenarios), _theme, Plot);
        }

        return summary;
    }

    private SweepTheory Theory(SweepScenarios scenarios, IReadOnlyList<string?> cells)
    {
        Scenario scenario = scenarios.Load(cells);
        return _trial.Theory(scenario, scenarios.Tokens(scenario));
    }

    // What holds at all points: the axes say the rest.
    private static string Circumstances(SweepScenarios scenarios)
    {
        Scenario scenario = scenarios.First;
        var parts = new List<string>();
        int hubs = Hubs(scenario, scenarios.Tokens(scenario));
        Add($"{hubs} {(hubs == 1 ? "hub" : "hubs")}", "capacity", "capacity.count", "pattern", "hubs");
        Add($"d = {scenario.Heads * scenario.HeadDim}", "heads", "headDim");
        Add(string.Create(CultureInfo.InvariantCulture, $"M = {scenario.Recall.Vocabulary:N0}"), "recall");
        HubLimits limits = scenario.Capacity.Limits.Common;
        Add(limits.Rank is { } rank ? $"rank {rank}" : null, "capacity", "capacity.rank");
        Add(limits.Slots is { } slots ? $"{slots} slots" : null, "capacity", "capacity.slots");
        Add(limits.Bits is { } bits ? string.Create(CultureInfo.InvariantCulture, $"{bits:0.###} bits") : null, "capacity", "capacity.bits");
        return string.Join(" · ", parts);

        // Unless an axis moves one of the fields that it follows from.
        void Add(string? words, params string[] fields)
        {
            if (words is not null && !scenarios.Design.Axes.Any(axis => fields.Any(f => axis.Field == f || (f != "capacity" && axis.Field.StartsWith(f + ".", StringComparison.Ordinal)))))
            {
                parts.Add(words);
            }
        }
    }

    private static int Hubs(Scenario scenario, Sequence sequence)
    {
        if (sequence.CountedHubs is { } counted)
        {
            return counted.Count;
        }

        AttentionLayout layout = AttentionPlan.Compile(scenario.Pattern, sequence.Count, Math.Max(1, scenario.Pattern.Dilations.Count), layer: 0).Head(0);
        return layout.Hubs.ToArray().Union(sequence.MadeHubs).Count();
    }
}
