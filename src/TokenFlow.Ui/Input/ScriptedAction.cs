using System.Numerics;

namespace TokenFlow.Ui.Input;

/// <summary>One action of a script.</summary>
/// <param name="Frame">The drawn frame in which it begins, from 0.</param>
/// <param name="Where">File, line and field, for messages.</param>
public abstract record ScriptedAction(long Frame, string Where)
{
    /// <summary>A chord goes down and up.</summary>
    public sealed record Key(long Frame, string Where, KeyChord Chord) : ScriptedAction(Frame, Where);

    /// <summary>The mouse goes somewhere: a point or a thing.</summary>
    public sealed record Move(long Frame, string Where, Vector2 Point, ScriptTarget? Target) : ScriptedAction(Frame, Where);

    /// <summary>A button goes down in the frame and up in the next, at a point or on a thing.</summary>
    public sealed record Click(long Frame, string Where, Vector2 Point, ScriptTarget? Target, MouseButton Button, Modifiers With)
        : ScriptedAction(Frame, Where);

    /// <summary>A button goes down at the first of at least two points, the mouse runs along the others in so many frames, the button comes up at the last.</summary>
    public sealed record Drag(long Frame, string Where, IReadOnlyList<Vector2> Points, int Frames, MouseButton Button, Modifiers With)
        : ScriptedAction(Frame, Where);

    /// <summary>The wheel turns where the mouse is.</summary>
    public sealed record Wheel(long Frame, string Where, Vector2 Notches, Modifiers With) : ScriptedAction(Frame, Where);

    /// <summary>Characters are typed; a line end is the Enter key.</summary>
    public sealed record Type(long Frame, string Where, string Text) : ScriptedAction(Frame, Where);

    /// <summary>Ctrl+V with this in the clipboard.</summary>
    public sealed record Paste(long Frame, string Where, string Text) : ScriptedAction(Frame, Where);

    /// <summary>A file is dropped on the window.</summary>
    public sealed record Drop(long Frame, string Where, string Path) : ScriptedAction(Frame, Where);

    /// <summary>The window gets another size, before the frame is drawn.</summary>
    public sealed record Resize(long Frame, string Where, Vector2 Size) : ScriptedAction(Frame, Where);

    /// <summary>The frame is written as a PNG, after it is drawn.</summary>
    public sealed record Screenshot(long Frame, string Where, string Path) : ScriptedAction(Frame, Where);
}

/// <summary>Something in the picture that a script points at; the view knows where it is.</summary>
/// <param name="Kind">The sort of thing.</param>
/// <param name="Token">The token or hub; an edge's query.</param>
/// <param name="Key">An edge's key; else 0.</param>
public readonly record struct ScriptTarget(ScriptTargetKind Kind, int Token, int Key = 0)
{
    /// <summary>As messages say it.</summary>
    public override string ToString() => Kind switch
    {
        ScriptTargetKind.Hub => $"hub {Token}",
        ScriptTargetKind.Edge => $"edge {Token} <- {Key}",
        _ => $"token {Token}",
    };
}

/// <summary>The sorts of things that a script points at.</summary>
public enum ScriptTargetKind
{
    /// <summary>A token's disc.</summary>
    Token,

    /// <summary>A hub's sun.</summary>
    Hub,

    /// <summary>An edge drawn by itself.</summary>
    Edge,
}
