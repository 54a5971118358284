using System.Globalization;
using TokenFlow.Recording.Charts;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Theme;
using TokenFlow.Studies.Learning;

namespace TokenFlow.App.Training;

/// <summary>The chart of a training: recall of unseen words rising, loss falling, both in percent.</summary>
internal static class TrainingChart
{
    private const double Headroom = 0.02;

    /// <summary>The chart.</summary>
    /// <param name="scenario">What was trained on.</param>
    /// <param name="options">How.</param>
    /// <param name="result">What it came to.</param>
    /// <param name="theme">The colours.</param>
    public static LineChart Of(Scenario scenario, TrainingOptions options, TrainingResult result, SceneTheme theme)
    {
        IReadOnlyList<TrainingPoint> points = result.Points;
        double[] steps = [.. points.Select(p => (double)p.Step)];
        // A uniform guess over the words that training uses has this loss.
        double guess = Math.Log(scenario.Recall.Vocabulary - (scenario.Recall.Vocabulary / 2));
        double[] losses = [.. points.Select(p => p.Loss / guess)];
        double untrained = points[0].Recall;
        return new LineChart
        {
            Title = "A hub learns to find the facts",
            Subtitle = string.Create(
                CultureInfo.InvariantCulture,
                $"{scenario.Name} · {scenario.Recall.Facts} facts, {scenario.Recall.Vocabulary:N0} words, half of them never trained on · {scenario.Layers} layers · Adam, rate {options.Rate}, {options.Batch} tasks a step"),
            XLabel = "steps",
            YLabel = "recall of unseen words; loss against guessing's",
            Across = ChartScale.Linear,
            XTick = step => step % (5 * options.MeasureEvery) == 0 ? step.ToString("N0", CultureInfo.InvariantCulture) : "",
            IsLogarithmic = false,
            YMost = Math.Max(1, Math.Ceiling((losses.Max() + Headroom) * 5) / 5),
            Series =
            [
                new ChartSeries
                {
                    Name = string.Create(CultureInfo.InvariantCulture, $"recall {points[^1].Recall * 100:0}%"),
                    Colour = theme.Hub,
                    X = steps,
                    Y = [.. points.Select(p => p.Recall)],
                    IsSubject = true,
                },
                new ChartSeries
                {
                    Name = string.Create(CultureInfo.InvariantCulture, $"loss {points[^1].Loss:0.00} of {guess:0.00}"),
                    Colour = theme.Window,
                    X = steps,
                    Y = losses,
                },
                new ChartSeries
                {
                    Name = string.Create(CultureInfo.InvariantCulture, $"untrained {untrained * 100:0.#}%"),
                    Colour = theme.Secondary,
                    X = [steps[0], steps[^1]],
                    Y = [untrained, untrained],
                    IsGuide = true,
                },
            ],
        };
    }
}
