using System.CommandLine;
using TokenFlow.App.Cli;
using TokenFlow.App.Content;
using TokenFlow.App.Films;
using TokenFlow.App.Training;
using TokenFlow.Scenarios.Library;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Studies.Learning;

namespace TokenFlow.App.Commands;

/// <summary>Trains the hubs of a scenario on its recall task.</summary>
internal sealed class TrainCommand : Verb
{
    private readonly Terminal _terminal;
    private readonly ScenarioOptions _scenario;
    private readonly PictureOptions _picture = new();
    private readonly Option<string> _out = new("--out", "-o") { Description = "The trained file, in the safetensors format.", HelpName = "FILE", Required = true };
    private readonly Option<int> _steps = new("--steps") { Description = "Steps of the optimiser.", HelpName = "N", DefaultValueFactory = _ => TrainingOptions.Default.Steps };
    private readonly Option<int> _batch = new("--batch") { Description = "Tasks a step.", HelpName = "B", DefaultValueFactory = _ => TrainingOptions.Default.Batch };
    private readonly Option<double> _rate = new("--rate") { Description = "The optimiser's step size.", HelpName = "R", DefaultValueFactory = _ => TrainingOptions.Default.Rate };
    private readonly Option<ulong?> _seed = new("--seed") { Description = "Seeds the untrained hub and all tasks; the scenario's seed by default.", HelpName = "S" };
    private readonly Option<string?> _plot = new("--plot") { Description = "Draw loss and recall against steps, to a .png or .svg file.", HelpName = "FILE" };
    private readonly Option<string?> _pictureFile = new("--picture") { Description = "Draw the untrained hub beside the trained one, to a .png, .svg or .pdf file.", HelpName = "FILE" };
    private readonly Option<int> _threads = ThreadsOption.Create();
    private readonly Option<bool> _json = new("--json") { Description = "Say what was learned as one JSON object: steps, firstLoss, lastLoss, recallUntrained, recallTrained, chance, seconds and more." };

    public TrainCommand(Terminal terminal, ScenarioLibrary library)
        : base(
            "train",
            """
            Train a scenario's hubs to find the facts: the vectors of [CLS] and [SEP], and the projections that global rows read with.

            Gradient descent (Adam) on the scenario's recall task, through the kernel's own backward pass, all layers unrolled.
            Facts in training are words of one half of the vocabulary; recall is measured on words of the other half, in tasks
            never seen. The file loads into any scenario of the same heads and dimensions (its field "learned"). Ctrl-C keeps
            the best hub so far. The same scenario, options and seed give the same file on any number of threads.

            Example:
              tokenflow train trained-cls --out hub.safetensors
              tokenflow train trained-cls --out hub.safetensors --plot curve.png --picture both.png
              tokenflow step trained-cls --set learned=hub.safetensors
            """)
    {
        _terminal = terminal;
        _scenario = new ScenarioOptions(library);
        _scenario.AddTo(this);
        foreach (Option option in (Option[])[_out, _steps, _batch, _rate, _seed, _plot, _pictureFile])
        {
            Options.Add(option);
        }

        _picture.AddTo(this);
        Options.Add(_threads);
        Options.Add(_json);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        using var interruption = new Interruption(cancellation);
        string path = parsed.GetValue(_out)!;
        (int width, int height) = _picture.Size(parsed);
        var output = new TrainingOutput(path, parsed.GetValue(_plot), parsed.GetValue(_pictureFile), _picture.Theme(parsed), width, height);
        output.Check();

        // What it may have learned before is no part of a training.
        Scenario scenario = _scenario.Load(parsed) with { Learned = null };
        var options = new TrainingOptions(
            parsed.GetValue(_steps), parsed.GetValue(_batch), parsed.GetValue(_rate), parsed.GetValue(_seed) ?? scenario.Seed, ThreadsOption.Checked(parsed.GetValue(_threads)));
        Sequence sequence = new SequenceBuilder(_terminal.In).Build(scenario);
        (TrainingResult result, TimeSpan taken) = new TrainingProgressView(_terminal, scenario.Name).Train(scenario, sequence, options, interruption.Token);
        if (result.BestPoint.Step == 0 && !result.IsWhole)
        {
            throw new OperationCanceledException();
        }

        output.Write(scenario, sequence, options, result);
        var told = TrainResult.Of(path, scenario, options, result, taken);
        if (parsed.GetValue(_json))
        {
            JsonLine.Write(_terminal.Out, told, VerbJson.Default.TrainResult);
        }
        else
        {
            _terminal.Out.WriteLine(told.Words());
        }

        if (!result.IsWhole)
        {
            _terminal.Error.WriteLine($"tokenflow: broken off; {path} has the best hub of {result.Points[^1].Step} steps");
            return ExitCode.Cancelled;
        }

        return 0;
    }
}
