using System.Globalization;
using TokenFlow.App.Cli;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Scenarios;

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
        string[] axes = [.. scenarios.Design.Axes.Select(a => a.Field)];
        var parts = new List<string>();
        Add("hubs", scenario.Capacity.Count, "capacity.count", value => $"{value} {(value == 1 ? "hub" : "hubs")}");
        Add("d", scenario.Heads * scenario.HeadDim, "headDim", value => $"d = {value}");
        Add("M", scenario.Recall.Vocabulary, "recall.vocabulary", value => string.Create(CultureInfo.InvariantCulture, $"M = {value:N0}"));
        Add("rank", scenario.Capacity.Limits.Common.Rank, "capacity.rank", value => $"rank {value}");
        Add("slots", scenario.Capacity.Limits.Common.Slots, "capacity.slots", value => $"{value} slots");
        if (scenario.Capacity.Limits.Common.Bits is { } bits && !axes.Contains("capacity.bits"))
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{bits:0.###} bits"));
        }

        return string.Join(" · ", parts);

        void Add(string name, int? value, string field, Func<int, string> words)
        {
            if (value is { } number && !axes.Contains(field) && !(name == "d" && axes.Contains("heads")))
            {
                parts.Add(words(number));
            }
        }
    }
}
