namespace TokenFlow.Window.Native;

/// <summary>Stands for a display's connection where there is none to keep.</summary>
internal sealed class NoConnection : IDisposable
{
    /// <summary>Does nothing.</summary>
    public void Dispose()
    {
    }
}
