using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Learned;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Studies.Learning;

/// <summary>A training from its first step to its last, measured on the way.</summary>
public static class HubTraining
{
    /// <summary>
    /// Trains, and keeps the hub whose measured loss was lowest. Words and tasks that decide which is kept are not those that
    /// recall is measured on. Broken off, it gives what was best so far.
    /// </summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="sequence">Its tokens.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told of every step: how many were taken, and what was measured last.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <exception cref="FaultException">See <see cref="HubTrainer"/>; or OutOfRange: the loss is no number any more.</exception>
    public static TrainingResult Run(
        Scenario scenario, Sequence sequence, TrainingOptions options, Action<int, TrainingPoint>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(options);
        using var trainer = new HubTrainer(scenario, sequence, options);
        LearnedHub untrained = trainer.Hub.Copy();
        var points = new List<TrainingPoint> { trainer.Measure() };
        (LearnedHub hub, TrainingPoint point) best = (untrained, points[0]);
        progress?.Invoke(0, points[0]);
        while (trainer.Steps < options.Steps && !cancellation.IsCancellationRequested)
        {
            double loss = trainer.Step();
            if (!double.IsFinite(loss))
            {
                throw new FaultException(FaultKind.OutOfRange, $"the loss left all bounds in step {trainer.Steps}", "--rate", "give a smaller one");
            }

            if (trainer.Steps % options.MeasureEvery == 0 || trainer.Steps == options.Steps)
            {
                points.Add(trainer.Measure());
                if (points[^1].Loss < best.point.Loss)
                {
                    best = (trainer.Hub.Copy(), points[^1]);
                }
            }

            progress?.Invoke(trainer.Steps, points[^1]);
        }

        var record = new TrainingRecord(scenario.Name, options.Seed, best.point.Step, best.point.Loss);
        return new TrainingResult(untrained, new LearnedHubFile(best.hub, record), points, best.point, trainer.Steps == options.Steps);
    }
}
