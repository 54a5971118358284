namespace TokenFlow.Ui.Input;

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
