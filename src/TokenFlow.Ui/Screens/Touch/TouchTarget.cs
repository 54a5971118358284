using TokenFlow.Session.Runs;

namespace TokenFlow.Ui.Screens.Touch;

/// <summary>What is under the mouse.</summary>
/// <param name="Kind">The sort of thing.</param>
/// <param name="Token">The token, hub, or the token of a cell; -1 for none.</param>
/// <param name="Edge">The edge.</param>
internal readonly record struct TouchTarget(TouchKind Kind, int Token = -1, PointedEdge Edge = default)
{
    /// <summary>Whether a click does something.</summary>
    public bool IsButton => Kind is TouchKind.Token or TouchKind.Hub or TouchKind.Edge;
}

/// <summary>The sorts of things under the mouse.</summary>
internal enum TouchKind
{
    /// <summary>The mouse is not over the picture.</summary>
    None,

    /// <summary>Nothing to click.</summary>
    Ground,

    /// <summary>A cell of the light cone.</summary>
    Cone,

    /// <summary>A token's disc or text.</summary>
    Token,

    /// <summary>A hub's sun.</summary>
    Hub,

    /// <summary>An edge drawn by itself, or a cut one.</summary>
    Edge,
}
