using System.CommandLine;
using System.Globalization;
using TokenFlow.App.Cli;
using TokenFlow.App.Content;
using TokenFlow.App.Sweeps;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Recording.Charts;
using TokenFlow.Scenarios.Library;
using TokenFlow.Scene.Theme;
using TokenFlow.Studies.Sweeps;

namespace TokenFlow.App.Commands;

/// <summary>Runs a scenario's recall task over a grid of settings and seeds, and puts the results of shards together.</summary>
internal sealed class SweepCommand : Verb
{
    private readonly Terminal _terminal;
    private readonly ISweepTrial _trial;
    private readonly ScenarioOptions _scenario;
    private readonly Option<string[]> _over = new("--over")
    {
        Description = "An axis: a field as in --set, and its values: 1..64x2 (doubling), 1..9+2 (steps), 4,16,64, words, JSON; null takes the field away. May be given more than once; the last runs fastest. Without one: facts=1..256x2.",
        HelpName = "FIELD=VALUES",
        DefaultValueFactory = _ => ["facts=1..256x2"],
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<int> _seeds = new("--seeds") { Description = "Trials of each setting: the scenario's seed and those after it.", HelpName = "N", DefaultValueFactory = _ => 10 };
    private readonly Option<string?> _out = new("--out", "-o") { Description = "Write every trial to a .csv or .parquet file. Broken off, the same command goes on where it was.", HelpName = "FILE" };
    private readonly Option<string?> _plot = new("--plot") { Description = "Draw recall against facts (else against the last axis), to a .png or .svg file.", HelpName = "FILE" };
    private readonly Option<string> _theme = new("--theme") { Description = "The plot's colours: dark (for screens) or light (for print).", HelpName = "NAME", DefaultValueFactory = _ => "dark" };
    private readonly Option<string?> _shard = new("--shard") { Description = "Do only the i-th of N parts, for machines that share a sweep.", HelpName = "i/N" };
    private readonly Option<string[]> _merge = new("--merge")
    {
        Description = "Run nothing; put the .csv files of shards together. With a SCENARIO, theory is told too.",
        HelpName = "FILE...",
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _partial = new("--partial") { Description = "Merge though trials are missing." };
    private readonly Option<bool> _restart = new("--restart") { Description = "Forget what a broken-off run has done, of this sweep or of another under the same name." };
    private readonly Option<int> _threads = ThreadsOption.Create();
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
        foreach (Option option in (Option[])[_over, _seeds, _out, _plot, _theme, _shard, _threads, _merge, _partial, _restart, _json])
        {
            Options.Add(option);
        }

        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string? path = parsed.GetValue(_out), plot = parsed.GetValue(_plot);
        SceneTheme theme = SceneTheme.Named(parsed.GetValue(_theme)!)
            ?? throw new FaultException(FaultKind.Usage, $"no theme is called '{parsed.GetValue(_theme)}'", "--theme", "use dark or light");
        if (path is not null)
        {
            SweepFile.CheckFormat(path);
        }

        if (plot is not null)
        {
            ChartWriter.CheckFormat(plot);
        }

        foreach (string file in new[] { path, plot }.OfType<string>())
        {
            OutputPath.CheckWritable(file);
        }

        var output = new SweepOutput(_trial, path, plot, theme);
        return parsed.GetValue(_merge) is { Length: > 0 } shards ? Merge(parsed, shards, output) : Sweep(parsed, output, cancellation);
    }

    private int Sweep(ParseResult parsed, SweepOutput output, CancellationToken cancellation)
    {
        if (!_scenario.IsNamed(parsed))
        {
            throw new FaultException(FaultKind.Usage, "no scenario is named", remedy: "name one, as in 'tokenflow sweep bottleneck --over facts=1..64x2'");
        }

        Refuse(parsed, "is for merging", "add --merge FILE...", _partial);
        int threads = ThreadsOption.Checked(parsed.GetValue(_threads));
        SweepShard shard = parsed.GetValue(_shard) is { } text ? SweepShard.Parse(text) : SweepShard.Whole;
        if (shard.IsPart && (output.Path is null || output.Plot is not null))
        {
            throw new FaultException(
                FaultKind.Usage,
                output.Path is null ? "a shard needs a file to go to" : "a shard alone is no curve",
                output.Path is null ? "--shard" : "--plot",
                output.Path is null ? "add --out FILE.csv" : "draw it when the shards are merged");
        }

        var design = new SweepDesign([.. (parsed.GetValue(_over) ?? []).Select(AxisParser.Parse)], parsed.GetValue(_seeds));
        CheckChart(output, design);
        var scenarios = new SweepScenarios(_scenario.Document(parsed), design, _terminal.In);
        using var interruption = new Interruption(cancellation);
        if (new SweepWork(_terminal, _trial, scenarios, shard).Run(output, threads, parsed.GetValue(_restart), interruption.Token) is not { } table)
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
        Refuse(parsed, "does not go with --merge", "leave it out; shards know what they are of", _over, _seeds, _shard, _threads, _restart);
        (string, SweepTable)[] shards = [.. files.Select(file => (file, CsvTable.ReadShard(file)))];
        SweepTable table = ShardMerge.Merge(shards, parsed.GetValue(_partial), out int missing);
        if (table.Rows.Count == 0)
        {
            throw new FaultException(FaultKind.DocumentInvalid, "there is no trial in it", string.Join(", ", files), "give shards that have some");
        }

        SweepDesign design = SweepDesign.Of(table);
        CheckChart(output, design);
        SweepScenarios? scenarios = _scenario.IsNamed(parsed) ? new SweepScenarios(_scenario.Document(parsed), design, _terminal.In) : null;
        output.WriteFile(table);
        Tell(parsed, output, table, scenarios, missing);
        return 0;
    }

    // Before time is spent on measuring.
    private static void CheckChart(SweepOutput output, SweepDesign design)
    {
        if (output.Plot is not null)
        {
            SweepChart.Check(design.Axes);
        }
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

    private static void Refuse(ParseResult parsed, string what, string remedy, params Option[] options)
    {
        if (options.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } given)
        {
            throw new FaultException(FaultKind.Usage, what, given.Name, remedy);
        }
    }
}
