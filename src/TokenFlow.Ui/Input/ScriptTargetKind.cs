namespace TokenFlow.Ui.Input;

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
