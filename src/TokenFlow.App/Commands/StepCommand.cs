using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TokenFlow.App.Cli;
using TokenFlow.App.Content;
using TokenFlow.App.Measures;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Library;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;

namespace TokenFlow.App.Commands;

/// <summary>Steps a scenario layer by layer and says what each layer moved.</summary>
internal sealed class StepCommand : Verb
{
    /// <summary>The most arrivals that a line names.</summary>
    public const int MaxArrivals = 1_000;

    private readonly Terminal _terminal;
    private readonly ScenarioOptions _scenario;
    private readonly Option<int?> _layers = new("--layers") { Description = "Step so many layers; all of the scenario's by default.", HelpName = "L" };
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object a layer, a line each." };
    private readonly Option<int> _threads = ThreadsOption.Create();

    public StepCommand(Terminal terminal, ScenarioLibrary library)
        : base(
            "step",
            """
            Step a scenario layer by layer: what was reached, how, and the state's hash.

            As JSON a line a layer: layer; reach, the tokens that hold dye of the first tracer; meanHops, their mean arrival
            layer; ways, the shares of that dye by window, random link and hub; hubLoad, a number a hub; arrivals, the tokens
            first reached in this layer, at most 1,000; hash, of the whole state.

            Example:
              tokenflow step hub-in-two-hops --layers 3
              tokenflow step hub-in-two-hops --set pattern.globals=[] --json
            """)
    {
        _terminal = terminal;
        _scenario = new ScenarioOptions(library);
        _scenario.AddTo(this);
        Options.Add(_layers);
        Options.Add(_json);
        Options.Add(_threads);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Scenario scenario = _scenario.Load(parsed);
        if (parsed.GetValue(_layers) is { } layers)
        {
            scenario = layers is >= 1 and <= 128
                ? scenario with { Layers = Math.Max(layers, scenario.Layers) }
                : throw new FaultException(FaultKind.OutOfRange, $"{layers} layers are out of range", "--layers", "give a number from 1 to 128");
        }

        Sequence sequence = new SequenceBuilder(_terminal.In).Build(scenario);
        using var simulation = FlowRun.Open(scenario, sequence, new FlowOptions(ThreadsOption.Checked(parsed.GetValue(_threads)), EdgesShown: 0));
        bool json = parsed.GetValue(_json);
        if (!json)
        {
            _terminal.Error.WriteLine($"{scenario.Name}: {sequence.Count:N0} tokens, {simulation.Snapshot.PatternLabel}");
            _terminal.Out.WriteLine("layer    reach  mean hops  window  random    hub    new  state");
        }

        int last = parsed.GetValue(_layers) ?? scenario.Layers;
        Watch(last, setLayer =>
        {
            for (int layer = 1; layer <= last; layer++)
            {
                setLayer(layer);
                Step(simulation, layer, json);
            }
        });
        return 0;
    }

    // Lines on a screen show by themselves how far it is; where they go elsewhere, something else must.
    private void Watch(int layers, Action<Action<int>> work)
    {
        if (!_terminal.IsInteractive || _terminal.IsOutShown)
        {
            work(_ => { });
            return;
        }

        TerminalConsole.Of(_terminal).Status().Start("", context => work(layer => context.Status($"layer {layer} of {layers}")));
    }

    private void Step(FlowSimulation simulation, int layer, bool json)
    {
        // The hubs' loads are the running layer's, so they are read in its last frame; the rest at its end.
        simulation.Seek(simulation.Clock.LastFrame(layer - 1));
        float[] loads = [.. simulation.Snapshot.Hubs.Select(h => h.Load)];
        simulation.Advance();
        if (json)
        {
            JsonLine.Write(_terminal.Out, StepResult.Of(layer, simulation.Snapshot, loads, ArrivalsOf(simulation.Snapshot, layer)), VerbJson.Default.StepResult);
        }
        else
        {
            WriteLine(layer, simulation.Snapshot);
        }
    }

    private static List<int> ArrivalsOf(FrameSnapshot snapshot, int layer)
    {
        var arrivals = new List<int>();
        ReadOnlySpan<int> arrival = snapshot.Tracers[0].Arrival;
        for (int i = 0; i < arrival.Length; i++)
        {
            if (arrival[i] == layer)
            {
                arrivals.Add(i);
            }
        }

        return arrivals;
    }

    private void WriteLine(int layer, FrameSnapshot snapshot)
    {
        Meters m = snapshot.Meters;
        _terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{layer,5}  {m.Reach,7}  {m.MeanHops,9:0.00}  {m.Ways.Window,6:0.0 %}  {m.Ways.Random,6:0.0 %}  {m.Ways.Hub,5:0.0 %}  {ArrivalsOf(snapshot, layer).Count,5}  {snapshot.StateHash:x16}"));
    }
}

/// <summary>A layer that was stepped.</summary>
/// <param name="Layer">Its number, from 1.</param>
/// <param name="Reach">Tokens that hold dye of the first tracer.</param>
/// <param name="MeanHops">Their mean arrival layer.</param>
/// <param name="Ways">Shares of that dye by the way it came.</param>
/// <param name="HubLoad">[hubs] each hub's load.</param>
/// <param name="Arrivals">Tokens first reached in this layer, up to <see cref="StepCommand.MaxArrivals"/>.</param>
/// <param name="Hash">The state's.</param>
internal sealed record StepResult(int Layer, int Reach, double MeanHops, WaysResult Ways, IReadOnlyList<float> HubLoad, IEnumerable<int> Arrivals, string Hash)
{
    public static StepResult Of(int layer, FrameSnapshot snapshot, IReadOnlyList<float> loads, IEnumerable<int> arrivals) => new(
        layer,
        snapshot.Meters.Reach,
        snapshot.Meters.MeanHops,
        WaysResult.Of(snapshot.Meters.Ways),
        loads,
        arrivals.Take(StepCommand.MaxArrivals),
        JsonNumbers.Hash(snapshot.StateHash));
}
