namespace TokenFlow.Simulation.Edits;

/// <summary>Makes a hub an ordinary token again: it keeps its window.</summary>
public sealed record UnmakeHubEdit(int Token) : Edit
{
    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        int token = Checked(Token, shape, "unmake-hub");
        return knobs with { Edits = knobs.Edits.UnmakeHub(token) };
    }
}
