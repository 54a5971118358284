using System.Diagnostics;
using TokenFlow.App.Cli;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Studies.Learning;

namespace TokenFlow.App.Training;

/// <summary>Shows how far a training is, in steps; before the first one a log has the loss that it starts from.</summary>
internal sealed class TrainingProgressView(Terminal terminal, string name) : WorkView<TrainingProgress>(terminal, name, lines: 10, p => p.Step, p => p.Words)
{
    /// <inheritdoc />
    protected override bool TellsStart => true;

    /// <summary>Trains while it shows.</summary>
    public (TrainingResult Result, TimeSpan Taken) Train(Scenario scenario, Sequence sequence, TrainingOptions options, CancellationToken cancellation)
    {
        TrainingResult? result = null;
        var watch = Stopwatch.StartNew();
        Watch(options.Steps, progress => result = HubTraining.Run(
            scenario,
            sequence,
            options,
            (step, latest) => progress.Report(new TrainingProgress(step, options.Steps, latest, watch.Elapsed)),
            cancellation));
        return (result!, watch.Elapsed);
    }
}
