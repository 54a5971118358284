using System.Globalization;
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

/// <summary>Where a training stands.</summary>
/// <param name="Step">Steps taken.</param>
/// <param name="Loss">The loss on tasks of the words that training uses, none of which it was trained on.</param>
/// <param name="Recall">Linear-probe recall, by matched filter over the whole vocabulary, of words that training never sees.</param>
public sealed record TrainingPoint(int Step, double Loss, double Recall);

/// <summary>How far a training is.</summary>
/// <param name="Step">Steps taken.</param>
/// <param name="Of">Steps to take.</param>
/// <param name="Latest">The last measurement.</param>
/// <param name="Elapsed">Time since the first step.</param>
public readonly record struct TrainingProgress(int Step, int Of, TrainingPoint Latest, TimeSpan Elapsed)
{
    /// <summary>Loss, recall and the time left, in words.</summary>
    public string Words
    {
        get
        {
            double left = Step == 0 ? 0 : Elapsed.TotalSeconds / Step * (Of - Step);
            string time = left < 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {Math.Ceiling(left):0} s left");
            return string.Create(CultureInfo.InvariantCulture, $"step {Step} of {Of}, loss {Latest.Loss:0.00}, recall {Latest.Recall * 100:0}%{time}");
        }
    }
}

/// <summary>What a training came to.</summary>
/// <param name="Untrained">The hub before the first step.</param>
/// <param name="Best">The hub of the lowest measured loss; the file to write.</param>
/// <param name="Points">All measurements, the first of the untrained hub.</param>
/// <param name="BestPoint">The best hub's.</param>
/// <param name="IsWhole">Whether all steps were taken, and nobody broke it off.</param>
public sealed record TrainingResult(LearnedHub Untrained, LearnedHubFile Best, IReadOnlyList<TrainingPoint> Points, TrainingPoint BestPoint, bool IsWhole);
