using System.Globalization;
using TokenFlow.App.Cli;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Studies.Sweeps;

namespace TokenFlow.App.Sweeps;

/// <summary>Where a sweep's results go: a file, a chart, standard output.</summary>
internal sealed class SweepOutput
{
    private readonly Terminal _terminal;
    private readonly ISweepTrial _trial;
    private readonly SceneTheme _theme;
    private readonly bool _isJson;

    /// <param name="terminal">The streams.</param>
    /// <param name="trial">Asked for theory.</param>
    /// <param name="path">The file of results; null for none.</param>
    /// <param name="plot">The chart's file; null for none.</param>
    /// <param name="theme">The chart's colours.</param>
    /// <param name="isJson">Whether standard output gets JSON.</param>
    public SweepOutput(Terminal terminal, ISweepTrial trial, string? path, string? plot, SceneTheme theme, bool isJson)
    {
        _terminal = terminal;
        _trial = trial;
        Path = path;
        Plot = plot;
        _theme = theme;
        _isJson = isJson;
    }

    /// <summary>The file of results; null for none.</summary>
    public string? Path { get; }

    /// <summary>The chart's file; null for none.</summary>
    public string? Plot { get; }

    /// <summary>Writes the file of results, where one is wanted.</summary>
    public void WriteFile(SweepTable table)
    {
        if (Path is not null)
        {
            SweepFile.Write(table, Path);
        }
    }

    /// <summary>Draws the chart, where one is wanted, and says what the results come to.</summary>
    /// <param name="table">The results.</param>
    /// <param name="scenarios">The settings; null where only the results are known.</param>
    /// <param name="missing">Trials that are not among the results.</param>
    public void Tell(SweepTable table, SweepScenarios? scenarios, int missing)
    {
        SweepSummary summary = SweepSummary.Of(table, cells => scenarios?.Load(cells).Recall.Facts, cells => scenarios is null ? null : Theory(scenarios, cells));
        if (Plot is not null)
        {
            string title = scenarios?.First.Title ?? "Recall";
            SweepChart.Write(summary, title, scenarios is null ? "" : Circumstances(scenarios), _theme, Plot);
        }

        if (_isJson)
        {
            JsonLine.Write(_terminal.Out, json => SweepReport.WriteJson(json, summary, scenarios?.First.Name, Path, Plot, missing));
            return;
        }

        SweepReport.WriteTable(_terminal.Out, summary);
        if (missing > 0)
        {
            _terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{missing:N0} trials are missing"));
        }
    }

    /// <summary>Says what shard was done.</summary>
    public void TellShard(SweepTable table, SweepShard shard)
    {
        int trials = table.Shard?.Trials ?? table.Rows.Count;
        if (_isJson)
        {
            JsonLine.Write(_terminal.Out, json =>
            {
                json.WriteStartObject();
                json.WriteString("shard", shard.ToString());
                json.WriteNumber("rows", table.Rows.Count);
                json.WriteNumber("trials", trials);
                json.WriteString("out", Path);
                json.WriteEndObject();
            });
            return;
        }

        _terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"shard {shard}: {table.Rows.Count:N0} of {trials:N0} trials in {Path}"));
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
