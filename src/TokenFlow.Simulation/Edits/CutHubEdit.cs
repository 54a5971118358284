namespace TokenFlow.Simulation.Edits;

/// <summary>Cuts a hub's links both ways. It stays a hub, dark until it is restored.</summary>
public sealed record CutHubEdit(int Token) : Edit
{
    internal static EditKind Kind { get; } = EditKind.Of(
        "cut-hub", EditField.Token("token"), token => new CutHubEdit(token), e => e.Token, e => $"hub {e.Token} cut");

    /// <inheritdoc />
    public override Edit? Moved(in TokenMove move) => move.At(Token) is { } token ? this with { Token = token } : null;

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        int token = Checked(Token, shape, "cut-hub");
        return knobs with { Edits = knobs.Edits.CutHub(token) };
    }
}

/// <summary>Restores the links of a hub that was cut.</summary>
public sealed record RestoreHubEdit(int Token) : Edit
{
    internal static EditKind Kind { get; } = EditKind.Of(
        "restore-hub", EditField.Token("token"), token => new RestoreHubEdit(token), e => e.Token, e => $"hub {e.Token} healed");

    /// <inheritdoc />
    public override Edit? Moved(in TokenMove move) => move.At(Token) is { } token ? this with { Token = token } : null;

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        int token = Checked(Token, shape, "restore-hub");
        return knobs with { Edits = knobs.Edits.RestoreHub(token) };
    }
}
