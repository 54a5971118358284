namespace TokenFlow.Ui.Screens.Touch;

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
