namespace TokenFlow.Ui.Hosting;

/// <summary>How long pictures took of late, for the overlay and for choosing how much detail the machine can draw.</summary>
public sealed class FrameTimes
{
    private const double Keep = 0.9;

    /// <summary>Milliseconds from picture to picture, smoothed.</summary>
    public double Frame { get; private set; }

    /// <summary>Milliseconds of the app's update, smoothed.</summary>
    public double Update { get; private set; }

    /// <summary>Milliseconds of drawing, smoothed: calls and the card's work up to showing it.</summary>
    public double Draw { get; private set; }

    /// <summary>Bytes that the thread allocated for the last picture.</summary>
    public long Allocated { get; private set; }

    internal void Add(double frame, double update, double draw, long allocated)
    {
        Frame = Smooth(Frame, frame);
        Update = Smooth(Update, update);
        Draw = Smooth(Draw, draw);
        Allocated = allocated;
    }

    private static double Smooth(double old, double value) => old == 0 ? value : (Keep * old) + ((1 - Keep) * value);
}
