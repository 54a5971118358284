namespace TokenFlow.Simulation.Edits;

/// <summary>Allows an edge that was cut.</summary>
public sealed record RestoreEdgeEdit(int Query, int Key) : Edit
{
    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, int tokens)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        return knobs with { Edits = knobs.Edits.RestoreEdge(Checked(Query, tokens, "restore-edge, query"), Checked(Key, tokens, "restore-edge, key")) };
    }
}
