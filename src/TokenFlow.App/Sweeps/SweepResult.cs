using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TokenFlow.App.Cli;
using TokenFlow.Studies.Sweeps;

namespace TokenFlow.App.Sweeps;

/// <summary>What a sweep came to, as scripts are told of it.</summary>
/// <param name="Scenario">The scenario's name; null where only the results are known.</param>
/// <param name="Axes">The axes' fields.</param>
/// <param name="Settings">An object a setting: each axis' value, seeds, means, and the interval of the mean recall.</param>
/// <param name="Series">An object a line: its name, and where facts go across the knee, measured and in theory.</param>
/// <param name="Missing">Trials that are not among the results.</param>
/// <param name="Out">The file of results; null for none.</param>
/// <param name="Plot">The chart's file; null for none.</param>
internal sealed record SweepResult(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Scenario,
    IReadOnlyList<string> Axes,
    IEnumerable<JsonObject> Settings,
    IEnumerable<JsonObject> Series,
    int Missing,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Out,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Plot)
{
    public static SweepResult Of(SweepSummary summary, string? scenario, string? path, string? plot, int missing) => new(
        scenario, summary.Axes, summary.Points.Select(p => Setting(summary, p)), summary.Series.Select(s => Line(summary, s)), missing, path, plot);

    // The axes are the user's, so that no type has them as properties.
    private static JsonObject Setting(SweepSummary summary, SweepPoint point)
    {
        var setting = new JsonObject();
        foreach ((string field, string? cell) in summary.Axes.Zip(point.Cells))
        {
            setting[field] = AxisValue.NumberOf(cell) is { } number ? JsonValue.Create(number) : JsonValue.Create(cell);
        }

        setting["seeds"] = point.Seeds;
        foreach ((string name, double value) in SweepMeasures.Names.Zip(point.Mean.ToArray()))
        {
            setting[name] = JsonNumbers.Finite(value);
        }

        setting["recallLow"] = JsonNumbers.Finite(point.Interval.Low);
        setting["recallHigh"] = JsonNumbers.Finite(point.Interval.High);
        return setting;
    }

    private static JsonObject Line(SweepSummary summary, SweepSeries series)
    {
        var line = new JsonObject { ["name"] = series.Name };
        if (summary.HasKnees)
        {
            line["knee"] = JsonNumbers.Finite(series.Knee);
            if (series.Theory is { } theory)
            {
                line["kneeInTheory"] = JsonNumbers.Finite(theory.Knee);
                line["superposition"] = JsonNumbers.Finite(theory.Superposition);
                line["rankBound"] = JsonNumbers.Finite(theory.RankBound);
                line["bound"] = JsonNumbers.Finite(theory.Bound);
            }
        }

        return line;
    }
}

/// <summary>A shard that was done.</summary>
/// <param name="Shard">Which, as in 3/8.</param>
/// <param name="Rows">Its trials.</param>
/// <param name="Trials">Those of the whole sweep.</param>
/// <param name="Out">Where they are.</param>
internal sealed record SweepShardResult(string Shard, int Rows, int Trials, string? Out);
