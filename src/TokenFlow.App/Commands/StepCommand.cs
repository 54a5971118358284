using System.CommandLine;
using Spectre.Console;
using TokenFlow.App.Cli;
using TokenFlow.App.Content;
using TokenFlow.App.Steps;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Library;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation;
using TokenFlow.Studies.Recall;

namespace TokenFlow.App.Commands;

/// <summary>Steps a scenario layer by layer and says what each layer moved.</summary>
internal sealed class StepCommand : Verb
{
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
            _terminal.Out.WriteLine(StepTable.Head);
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
            JsonLine.Write(_terminal.Out, StepResult.Of(layer, simulation.Snapshot, loads), VerbJson.Default.StepResult);
        }
        else
        {
            _terminal.Out.WriteLine(StepTable.Line(layer, simulation.Snapshot));
        }
    }
}
