namespace TokenFlow.Simulation.Edits;

/// <summary>Makes a token a hub: it reads all and is read by all.</summary>
public sealed record MakeHubEdit(int Token) : Edit
{
    internal static EditKind Kind { get; } = EditKind.Of(
        "make-hub", EditField.Token("token"), token => new MakeHubEdit(token), e => e.Token, e => $"token {e.Token} made a hub");

    /// <inheritdoc />
    public override Edit? Moved(in TokenMove move) => move.At(Token) is { } token ? this with { Token = token } : null;

    /// <inheritdoc />
    public override IEnumerable<int> HubsMade(int tokens) => Token < tokens ? [Token] : [];

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        int token = Checked(Token, shape, "make-hub");
        return knobs with { Edits = knobs.Edits.MakeHub(token) };
    }
}

/// <summary>Makes a hub an ordinary token again: it keeps its window.</summary>
public sealed record UnmakeHubEdit(int Token) : Edit
{
    internal static EditKind Kind { get; } = EditKind.Of(
        "unmake-hub", EditField.Token("token"), token => new UnmakeHubEdit(token), e => e.Token, e => $"token {e.Token} made no hub");

    /// <inheritdoc />
    public override Edit? Moved(in TokenMove move) => move.At(Token) is { } token ? this with { Token = token } : null;

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        int token = Checked(Token, shape, "unmake-hub");
        return knobs with { Edits = knobs.Edits.UnmakeHub(token) };
    }
}
