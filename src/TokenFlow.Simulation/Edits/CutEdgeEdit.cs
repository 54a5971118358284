namespace TokenFlow.Simulation.Edits;

/// <summary>Forbids one query to read one key.</summary>
public sealed record CutEdgeEdit(int Query, int Key) : Edit
{
    internal static EditKind Kind { get; } = EditKind.Of(
        "cut-edge",
        EditField.Token("query"),
        EditField.Token("key"),
        (query, key) => new CutEdgeEdit(query, key),
        e => (e.Query, e.Key),
        e => $"edge {e.Query} <- {e.Key} cut");

    /// <inheritdoc />
    public override Edit? Moved(in TokenMove move) => move.At(Query) is { } query && move.At(Key) is { } key ? this with { Query = query, Key = key } : null;

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        return knobs with { Edits = knobs.Edits.CutEdge(Checked(Query, shape, "cut-edge, query"), Checked(Key, shape, "cut-edge, key")) };
    }
}

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
    public override Edit? Moved(in TokenMove move) => move.At(Query) is { } query && move.At(Key) is { } key ? this with { Query = query, Key = key } : null;

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        return knobs with { Edits = knobs.Edits.RestoreEdge(Checked(Query, shape, "restore-edge, query"), Checked(Key, shape, "restore-edge, key")) };
    }
}
