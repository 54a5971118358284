using System.CommandLine;
using System.Globalization;
using TokenFlow.App.Cli;
using TokenFlow.App.Content;
using TokenFlow.App.Measures;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Base.Threading;
using TokenFlow.Recording.Charts;
using TokenFlow.Scenarios.Library;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Records;
using TokenFlow.Studies.Pairs;
using TokenFlow.Studies.Recall;

namespace TokenFlow.App.Commands;

/// <summary>Measures how information goes from one token to another, in several ways, and where the ways disagree.</summary>
internal sealed class MeasureCommand : Verb
{
    /// <summary>The most sources that are compared: their pairs are looked through.</summary>
    public const int MostSources = 4_096;

    private readonly Terminal _terminal;
    private readonly ScenarioOptions _scenario;
    private readonly Option<string?> _from = new("--from")
    {
        Description = "The source: a position (negative ones count from the end), or words of the text. The first tracer's token by default.",
        HelpName = "TOKEN",
    };

    private readonly Option<string?> _to = new("--to") { Description = "The reader, in the same way. The last token by default.", HelpName = "TOKEN" };
    private readonly Option<int?> _layers = new("--layers") { Description = "Measure so many layers; all of the scenario's by default.", HelpName = "L" };
    private readonly Option<int?> _sources = new("--sources")
    {
        Description = $"Rank the source among so many, drawn with the scenario's seed; up to {PairStudy.UsualSources} by default, fewer where one takes long.",
        HelpName = "N",
    };

    private readonly Option<bool> _json = new("--json") { Description = "As one JSON object, with the values of all sources." };
    private readonly Option<string?> _plot = new("--plot") { Description = "Draw each measure against the sources' positions, to a .png or .svg file.", HelpName = "FILE" };
    private readonly Option<int> _threads = ThreadsOption.Create();

    public MeasureCommand(Terminal terminal, ScenarioLibrary library)
        : base(
            "measure",
            """
            Measure how information goes from one token to another, by rollout, flow, Jacobian, arrival, ways and hub loads.

            rollout: the product of the layers' weights with their residual (Abnar and Zuidema 2020). flow: the maximum flow through
            the graph of all layers, exact, with the cut that limits it (the same). jacobian: the norm of the reader's derivative by
            the source. arrival: layers until something comes. Each also ranks the source among others, and Kendall's tau-b says how far
            two measures agree on the order; where they do not, the widest pair is named.

            Example:
              tokenflow measure hub-in-two-hops --from 0 --to 100
              tokenflow measure bert-cls --from 12 --to 0 --json --plot measures.png
            """)
    {
        _terminal = terminal;
        _scenario = new ScenarioOptions(library);
        _scenario.AddTo(this);
        foreach (Option option in (Option[])[_from, _to, _layers, _sources, _json, _plot, _threads])
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Scenario scenario = _scenario.Load(parsed);
        int layers = InRange(parsed.GetValue(_layers), 1, 128, "--layers") ?? scenario.Layers;
        int? sources = InRange(parsed.GetValue(_sources), 2, MostSources, "--sources");
        int threads = ThreadsOption.Checked(parsed.GetValue(_threads));
        if (parsed.GetValue(_plot) is { } plot)
        {
            ChartWriter.CheckFormat(plot);
            OutputPath.CheckWritable(plot);
        }

        scenario = scenario with { Layers = Math.Max(layers, scenario.Layers) };
        var builder = new SequenceBuilder(_terminal.In);
        Sequence sequence = builder.Build(scenario);
        (int from, int to) = PairTokens.Find(scenario, sequence, builder, parsed.GetValue(_from), parsed.GetValue(_to));
        using var interruption = new Interruption(CancellationToken.None);
        var work = new SlowWork(_terminal);
        using var simulation = FlowRun.Open(scenario, sequence, new FlowOptions(threads, EdgesShown: 0));
        FlowRecord record = simulation.Record(layers);
        using var team = new WorkerTeam(threads);
        PairReport report = new PairStudy(record, team, scenario.Seed, work.Tell, interruption.Token).Measure(from, to, sources);
        if (parsed.GetValue(_plot) is { } file)
        {
            new PairChart(report, sequence.Count).Write(file, scenario.Title, layers);
        }

        if (parsed.GetValue(_json))
        {
            JsonLine.Write(_terminal.Out, MeasureResult.Of(report, scenario.Name, sequence.Pieces, layers), VerbJson.Default.MeasureResult);
        }
        else
        {
            string heading = string.Create(
                CultureInfo.InvariantCulture,
                $"{scenario.Name}: {sequence.Count:N0} tokens, {simulation.Snapshot.PatternLabel}, {layers} {(layers == 1 ? "layer" : "layers")}, {simulation.Subject.WeightSource} weights");
            new PairTable(_terminal.Out, sequence.Pieces).Write(report, heading);
        }

        return 0;
    }

    private static int? InRange(int? value, int least, int most, string option) => value is null || (value >= least && value <= most)
        ? value
        : throw new FaultException(FaultKind.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"{value} is out of range"), option, $"give a number from {least} to {most}");
}
