namespace TokenFlow.Recording.Films.Frames;

/// <summary>A frame that may not be drawn yet, shared by the worker that draws it and the one that compares with it.</summary>
internal sealed class DrawnFrame : IDisposable
{
    private readonly ManualResetEventSlim _drawn;

    public DrawnFrame(Frame frame)
        : this(frame, new ManualResetEventSlim())
    {
    }

    private DrawnFrame(Frame frame, ManualResetEventSlim drawn)
    {
        Frame = frame;
        _drawn = drawn;
    }

    public Frame Frame { get; }

    /// <summary>A second handle on the same frame, to be disposed of on its own.</summary>
    public DrawnFrame Share()
    {
        Frame.Retain();
        return new DrawnFrame(Frame, _drawn);
    }

    public void SetDrawn() => _drawn.Set();

    public void WaitUntilDrawn(CancellationToken cancellation) => _drawn.Wait(cancellation);

    // The event holds nothing of the system's unless its handle is asked for, which it is not.
    public void Dispose() => Frame.Release();
}
