namespace TokenFlow.Ui.Hosting;

/// <summary>
/// Turns the time that passes into whole steps of equal length. What is left of a step is kept. When the machine falls
/// behind, time goes slower rather than in jumps: at most a few steps a picture, and what was missed is forgotten.
/// </summary>
/// <param name="ticksPerSecond">Steps a second.</param>
public sealed class TickClock(int ticksPerSecond)
{
    private const int MostAtOnce = 4;
    private double _owed;
    private double? _last;

    /// <summary>How many steps are due.</summary>
    /// <param name="seconds">The time now; never less than before.</param>
    public int Due(double seconds)
    {
        _owed += Math.Max(seconds - (_last ?? seconds), 0) * ticksPerSecond;
        _last = seconds;
        int due = (int)Math.Min(Math.Floor(_owed), MostAtOnce);
        _owed = Math.Min(_owed - due, 1);
        return due;
    }
}
