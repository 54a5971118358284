using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TokenFlow.App.Cli;
using TokenFlow.App.Content;
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
            WriteJson(layer, simulation.Snapshot, loads);
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

    private void WriteJson(int layer, FrameSnapshot snapshot, float[] loads) => JsonLine.Write(_terminal.Out, json =>
    {
        Meters m = snapshot.Meters;
        json.WriteStartObject();
        json.WriteNumber("layer", layer);
        json.WriteNumber("reach", m.Reach);
        json.WriteNumber("meanHops", m.MeanHops);
        json.WriteStartObject("ways");
        json.WriteNumber("window", m.Ways.Window);
        json.WriteNumber("random", m.Ways.Random);
        json.WriteNumber("hub", m.Ways.Hub);
        json.WriteEndObject();
        json.WriteStartArray("hubLoad");
        foreach (float load in loads)
        {
            json.WriteNumberValue(load);
        }

        json.WriteEndArray();
        json.WriteStartArray("arrivals");
        foreach (int token in ArrivalsOf(snapshot, layer).Take(MaxArrivals))
        {
            json.WriteNumberValue(token);
        }

        json.WriteEndArray();
        json.WriteString("hash", snapshot.StateHash.ToString("x16", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    });
}
