using System.Globalization;
using System.Text.Json.Serialization;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Studies.Learning;

namespace TokenFlow.App.Training;

/// <summary>What was learned, in words or as scripts are told of it.</summary>
internal sealed record TrainResult(
    string Path,
    long Bytes,
    string Scenario,
    int Heads,
    int HeadDim,
    int Steps,
    bool BrokenOff,
    int BestStep,
    int Batch,
    double Rate,
    ulong Seed,
    double FirstLoss,
    double LastLoss,
    double RecallUntrained,
    double RecallTrained,
    double Chance,
    int MeasuredTasks,
    double Seconds,
    IEnumerable<TrainPoint> Points)
{
    /// <summary>How many steps were asked for.</summary>
    [JsonIgnore]
    public int StepsWanted { get; private init; }

    /// <summary>How long it took.</summary>
    [JsonIgnore]
    public TimeSpan Taken { get; private init; }

    public static TrainResult Of(string path, Scenario scenario, TrainingOptions options, TrainingResult result, TimeSpan taken)
    {
        TrainingPoint first = result.Points[0], best = result.BestPoint;
        return new TrainResult(
            path,
            new FileInfo(path).Length,
            scenario.Name,
            scenario.Heads,
            scenario.HeadDim,
            result.IsWhole ? options.Steps : result.Points[^1].Step,
            !result.IsWhole,
            best.Step,
            options.Batch,
            options.Rate,
            options.Seed,
            first.Loss,
            best.Loss,
            first.Recall,
            best.Recall,
            ChanceIn(scenario),
            HubTrainer.MeasuredTasks,
            Math.Round(taken.TotalSeconds, 2),
            result.Points.Select(p => new TrainPoint(p.Step, p.Loss, p.Recall)))
        {
            StepsWanted = options.Steps,
            Taken = taken,
        };
    }

    /// <summary>What guessing would read: k / M.</summary>
    public static double ChanceIn(Scenario scenario) => (double)scenario.Recall.Facts / scenario.Recall.Vocabulary;

    /// <summary>The same in a line for a person.</summary>
    public string Words() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Path}: recall of unseen words {RecallUntrained * 100:0.0}% untrained, {RecallTrained * 100:0.0}% trained, {Chance * 100:0.0}% by guessing; loss {FirstLoss:0.000} to {LastLoss:0.000} in {BestStep} of {StepsWanted} steps; {Taken.TotalSeconds:0.0} s");
}

/// <summary>A step that was measured.</summary>
internal sealed record TrainPoint(int Step, double Loss, double Recall);
