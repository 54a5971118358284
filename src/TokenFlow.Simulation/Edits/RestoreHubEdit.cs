namespace TokenFlow.Simulation.Edits;

/// <summary>Restores the links of a hub that was cut.</summary>
public sealed record RestoreHubEdit(int Token) : Edit
{
    internal static EditKind Kind { get; } = EditKind.Of(
        "restore-hub", EditField.Token("token"), token => new RestoreHubEdit(token), e => e.Token, e => $"hub {e.Token} healed");

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        int token = Checked(Token, shape, "restore-hub");
        return knobs with { Edits = knobs.Edits.RestoreHub(token) };
    }
}
