using System.Globalization;

namespace TokenFlow.Studies.Learning;

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
