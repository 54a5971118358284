namespace TokenFlow.Ui.Hosting;

/// <summary>
/// How much detail a machine can draw in time. Where pictures take too long it goes down a step, where there is time to
/// spare up again; after a step it waits until pictures show what came of it, and what proved too much is not tried
/// again soon. Only the drawing of curves and of the weakest edges is concerned, never what is computed.
/// </summary>
public sealed class DetailGovernor
{
    /// <summary>A picture that takes longer, in milliseconds, is too slow: 30 a second leave 33.</summary>
    public const double TooSlow = 30;

    /// <summary>Below this, in milliseconds, a step more may fit. A screen of 60 Hz holds every picture for 16.7, however fast it was drawn.</summary>
    public const double Fast = 20;

    // About as many pictures as the smoothed time needs to follow a step.
    private const int Settle = 40;

    // Pictures before a finer step is tried; doubled each time that one proves too slow.
    private const int FirstPatience = 90;
    private const int MostPatience = 90 << 5;

    private static readonly (float Tolerance, float Ink)[] Levels =
    [
        (0.25f, 150_000), (0.4f, 90_000), (0.7f, 50_000), (1.1f, 26_000), (1.8f, 13_000),
    ];

    private int _sinceStep;
    private int _fastFor;
    private int _patience = FirstPatience;
    private bool _wentUp;

    /// <summary>How many steps coarser than the finest: 0 draws everything.</summary>
    public int Level { get; private set; }

    /// <summary>How far curves may be from what is drawn, in pixels.</summary>
    public float CurveTolerance => Levels[Level].Tolerance;

    /// <summary>How much line there may be for single edges, in layout units.</summary>
    public float EdgeInk => Levels[Level].Ink;

    /// <summary>Takes in how long pictures take.</summary>
    /// <param name="drawMilliseconds">Smoothed, of drawing alone.</param>
    public void Note(double drawMilliseconds)
    {
        _sinceStep++;
        _fastFor = drawMilliseconds < Fast ? _fastFor + 1 : 0;
        if (_sinceStep < Settle)
        {
            return;
        }

        if (drawMilliseconds > TooSlow && Level < Levels.Length - 1)
        {
            if (_wentUp)
            {
                _patience = Math.Min(_patience * 2, MostPatience);
            }

            Step(1);
        }
        else if (_fastFor >= _patience && Level > 0)
        {
            Step(-1);
        }
        else if (_wentUp && _sinceStep > 4 * Settle)
        {
            // The finer step has proved itself.
            _wentUp = false;
        }
    }

    private void Step(int by)
    {
        Level += by;
        _wentUp = by < 0;
        _sinceStep = 0;
        _fastFor = 0;
    }
}
