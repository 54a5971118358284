namespace TokenFlow.Window.Native;

/// <summary>An open connection to an X display.</summary>
/// <remarks>
/// An X server whose last client leaves may start anew, and is deaf while it does: who means to open a window keeps the
/// connection of the probe until the window has its own.
/// </remarks>
internal sealed unsafe class XConnection : IDisposable
{
    private readonly delegate* unmanaged<nint, int> _close;
    private nint _display;

    /// <param name="display">The library's display.</param>
    /// <param name="close">XCloseDisplay.</param>
    public XConnection(nint display, delegate* unmanaged<nint, int> close)
    {
        _display = display;
        _close = close;
    }

    /// <summary>Closes it, once.</summary>
    public void Dispose()
    {
        if (_display != 0)
        {
            _ = _close(_display);
        }

        _display = 0;
    }
}
