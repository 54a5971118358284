using System.CommandLine;
using System.Globalization;
using TokenFlow.App.Cli;
using TokenFlow.App.Content;
using TokenFlow.App.Sweeps;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Library;
using TokenFlow.Studies.Sweeps;

namespace TokenFlow.App.Commands;

/// <summary>Runs a scenario's recall task over a grid of settings and seeds, and puts the results of shards together.</summary>
internal sealed class SweepCommand : Verb
{
    private readonly Terminal _terminal;
    private readonly ISweepTrial _trial;
    private readonly ScenarioOptions _scenario;
    private readonly SweepOptions _sweep = new();
    private readonly Option<bool> _json = new("--json") { Description = "As one JSON object: settings (means and intervals) and series (knees, theory)." };

    public SweepCommand(Terminal terminal, ScenarioLibrary library, ISweepTrial? trial = null)
        : base(
            "sweep",
            """
            Measure recall over a grid of settings: how many facts get through hubs of what capacity.

            Every combination of the axes' values is run with several seeds. All settings are checked before the first is
            run. With --out a journal beside the file keeps what is done: killed and started again, a sweep goes on and
            loses nothing.

            Example:
              tokenflow sweep bottleneck
              tokenflow sweep bottleneck --over facts=1..256x2 --over capacity.rank=4..128x2 --seeds 20 --out rank.csv --plot rank.png
              tokenflow sweep bottleneck --over facts=1..256x2 --shard 3/8 --out rank-3.csv
              tokenflow sweep bottleneck --merge rank-*.csv --out rank.csv --plot rank.svg
            """)
    {
        _terminal = terminal;
        _trial = trial ?? new RecallTrial();
        _scenario = new ScenarioOptions(library);
        _scenario.AddOptionalTo(this, "A scenario's name (see 'tokenflow scenarios') or the path of a scenario file. A merge can do without.");
        _sweep.AddTo(this);
        Options.Add(_json);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        SweepOutput output = _sweep.Output(parsed, _trial);
        return _sweep.Shards(parsed) is { Length: > 0 } shards ? Merge(parsed, shards, output) : Sweep(parsed, output, cancellation);
    }

    private int Sweep(ParseResult parsed, SweepOutput output, CancellationToken cancellation)
    {
        if (!_scenario.IsNamed(parsed))
        {
            throw new FaultException(FaultKind.Usage, "no scenario is named", remedy: "name one, as in 'tokenflow sweep bottleneck --over facts=1..64x2'");
        }

        (SweepDesign design, SweepShard shard, int threads) = _sweep.Plan(parsed, output);
        var scenarios = new SweepScenarios(_scenario.Document(parsed), design, _terminal.In);
        using var interruption = new Interruption(cancellation);
        if (new SweepWork(_terminal, _trial, scenarios, shard).Run(output, threads, _sweep.Restarts(parsed), interruption.Token) is not { } table)
        {
            return ExitCode.Cancelled;
        }

        if (shard.IsPart)
        {
            TellShard(parsed, table, shard, output.Path);
        }
        else
        {
            Tell(parsed, output, table, scenarios, missing: 0);
        }

        return 0;
    }

    private int Merge(ParseResult parsed, string[] files, SweepOutput output)
    {
        _sweep.RefuseForMerging(parsed);
        (string, SweepTable)[] shards = [.. files.Select(file => (file, CsvTable.ReadShard(file)))];
        SweepTable table = ShardMerge.Merge(shards, _sweep.TakesPart(parsed), out int missing);
        if (table.Rows.Count == 0)
        {
            throw new FaultException(FaultKind.DocumentInvalid, "there is no trial in it", string.Join(", ", files), "give shards that have some");
        }

        SweepDesign design = SweepDesign.Of(table);
        output.CheckChart(design);
        SweepScenarios? scenarios = _scenario.IsNamed(parsed) ? new SweepScenarios(_scenario.Document(parsed), design, _terminal.In) : null;
        output.WriteFile(table);
        Tell(parsed, output, table, scenarios, missing);
        return 0;
    }

    private void Tell(ParseResult parsed, SweepOutput output, SweepTable table, SweepScenarios? scenarios, int missing)
    {
        SweepSummary summary = output.SumUp(table, scenarios);
        if (parsed.GetValue(_json))
        {
            JsonLine.Write(_terminal.Out, SweepResult.Of(summary, scenarios?.First.Name, output.Path, output.Plot, missing), VerbJson.Default.SweepResult);
            return;
        }

        SweepReport.WriteTable(_terminal.Out, summary);
        if (missing > 0)
        {
            _terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{missing:N0} trials are missing"));
        }
    }

    private void TellShard(ParseResult parsed, SweepTable table, SweepShard shard, string? path)
    {
        int trials = table.Shard?.Trials ?? table.Rows.Count;
        if (parsed.GetValue(_json))
        {
            JsonLine.Write(_terminal.Out, new SweepShardResult(shard.ToString(), table.Rows.Count, trials, path), VerbJson.Default.SweepShardResult);
            return;
        }

        _terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"shard {shard}: {table.Rows.Count:N0} of {trials:N0} trials in {path}"));
    }
}
