namespace TokenFlow.Window.Native;

/// <summary>What a display can do for a window.</summary>
/// <param name="CanShow">Whether a window with OpenGL can be shown on it, as far as can be told without opening one.</param>
/// <param name="Said">What was found, in a few words.</param>
/// <param name="Remedy">What to do, as an imperative; empty where nothing is missing.</param>
/// <param name="Connection">The connection on which that was found out, still open; null where there is none.</param>
internal sealed record DisplayFound(bool CanShow, string Said, string Remedy, IDisposable? Connection = null);
