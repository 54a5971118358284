namespace TokenFlow.Simulation.Edits;

/// <summary>Restores the links of a hub that was cut.</summary>
public sealed record RestoreHubEdit(int Token) : Edit
{
    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        int token = Checked(Token, shape, "restore-hub");
        return knobs with { Edits = knobs.Edits.RestoreHub(token) };
    }
}
