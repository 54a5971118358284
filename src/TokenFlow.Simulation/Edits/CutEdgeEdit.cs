namespace TokenFlow.Simulation.Edits;

/// <summary>Forbids one query to read one key.</summary>
public sealed record CutEdgeEdit(int Query, int Key) : Edit
{
    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, int tokens)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        return knobs with { Edits = knobs.Edits.CutEdge(Checked(Query, tokens, "cut-edge, query"), Checked(Key, tokens, "cut-edge, key")) };
    }
}
