namespace TokenFlow.Simulation.Edits;

/// <summary>Makes a hub an ordinary token again: it keeps its window.</summary>
public sealed record UnmakeHubEdit(int Token) : Edit
{
    internal static EditKind Kind { get; } = EditKind.Of(
        "unmake-hub", EditField.Token("token"), token => new UnmakeHubEdit(token), e => e.Token, e => $"token {e.Token} made no hub");

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        int token = Checked(Token, shape, "unmake-hub");
        return knobs with { Edits = knobs.Edits.UnmakeHub(token) };
    }
}
