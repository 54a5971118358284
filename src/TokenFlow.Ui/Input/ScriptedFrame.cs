using System.Numerics;

namespace TokenFlow.Ui.Input;

/// <summary>What a script asks of the host in one frame, beside input.</summary>
/// <param name="Resize">The window's new size, before the frame is drawn; null for none.</param>
/// <param name="Screenshots">Files to write, after the frame is drawn.</param>
public readonly record struct ScriptedFrame(Vector2? Resize, IReadOnlyList<string> Screenshots);
