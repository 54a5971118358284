using System.Globalization;

namespace TokenFlow.Studies.Sweeps;

/// <summary>How far a sweep is.</summary>
/// <param name="Done">Trials done, those of earlier runs too.</param>
/// <param name="Of">All trials.</param>
/// <param name="DoneNow">Trials that this run has done.</param>
/// <param name="Elapsed">For how long it has been at it.</param>
public readonly record struct SweepProgress(int Done, int Of, int DoneNow, TimeSpan Elapsed)
{
    /// <summary>Trials a second, of this run.</summary>
    public double TrialsPerSecond => Elapsed > TimeSpan.Zero ? DoneNow / Elapsed.TotalSeconds : 0;

    /// <summary>How long the rest takes at this rate.</summary>
    public TimeSpan TimeLeft => TrialsPerSecond > 0 ? TimeSpan.FromSeconds((Of - Done) / TrialsPerSecond) : TimeSpan.Zero;

    /// <summary>All of it in words.</summary>
    public string Words
    {
        get
        {
            double seconds = Math.Ceiling(TimeLeft.TotalSeconds);
            string left = seconds < 1 ? ""
                : seconds < 120 ? string.Create(CultureInfo.InvariantCulture, $", {seconds:0} s left")
                : string.Create(CultureInfo.InvariantCulture, $", {Math.Ceiling(seconds / 60):0} min left");
            return string.Create(CultureInfo.InvariantCulture, $"{Done:N0} of {Of:N0} trials, {TrialsPerSecond:0.0} a second{left}");
        }
    }
}
