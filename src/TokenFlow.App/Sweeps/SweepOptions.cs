using System.CommandLine;
using TokenFlow.App.Cli;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Recording.Charts;
using TokenFlow.Scene.Theme;
using TokenFlow.Studies.Sweeps;

namespace TokenFlow.App.Sweeps;

/// <summary>The options of a sweep and of a merge of shards.</summary>
internal sealed class SweepOptions
{
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

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_over, _seeds, _out, _plot, _theme, _shard, _threads, _merge, _partial, _restart])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Where the results go, checked before any work is done.</summary>
    /// <exception cref="FaultException">Of another kind, or not writable.</exception>
    public SweepOutput Output(ParseResult parsed, ISweepTrial trial)
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

        return new SweepOutput(trial, path, plot, theme);
    }

    /// <summary>The files to merge; null or none for a sweep.</summary>
    public string[]? Shards(ParseResult parsed) => parsed.GetValue(_merge);

    /// <summary>Whether shards are merged though trials are missing.</summary>
    public bool TakesPart(ParseResult parsed) => parsed.GetValue(_partial);

    /// <summary>Whether what a broken-off run has done is forgotten.</summary>
    public bool Restarts(ParseResult parsed) => parsed.GetValue(_restart);

    /// <summary>Refuses the options that say what a sweep is: shards know.</summary>
    public void RefuseForMerging(ParseResult parsed) =>
        Refuse(parsed, "does not go with --merge", "leave it out; shards know what they are of", _over, _seeds, _shard, _threads, _restart);

    /// <summary>What a sweep runs: the settings and seeds, which part of them, on how many threads.</summary>
    /// <exception cref="FaultException">Something cannot be run, or options do not go together.</exception>
    public (SweepDesign Design, SweepShard Shard, int Threads) Plan(ParseResult parsed, SweepOutput output)
    {
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
        output.CheckChart(design);
        return (design, shard, threads);
    }

    private static void Refuse(ParseResult parsed, string what, string remedy, params Option[] options)
    {
        if (options.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } given)
        {
            throw new FaultException(FaultKind.Usage, what, given.Name, remedy);
        }
    }
}
