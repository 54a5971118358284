namespace TokenFlow.Simulation.Edits;

/// <summary>Allows an edge that was cut.</summary>
public sealed record RestoreEdgeEdit(int Query, int Key) : Edit
{
    internal static EditKind Kind { get; } = EditKind.Of(
        "restore-edge",
        EditField.Token("query"),
        EditField.Token("key"),
        (query, key) => new RestoreEdgeEdit(query, key),
        e => (e.Query, e.Key),
        e => $"edge {e.Query} <- {e.Key} healed");

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        return knobs with { Edits = knobs.Edits.RestoreEdge(Checked(Query, shape, "restore-edge, query"), Checked(Key, shape, "restore-edge, key")) };
    }
}
