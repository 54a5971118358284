using TokenFlow.Base.Faults;

namespace TokenFlow.Simulation.Edits;

/// <summary>
/// Pours a tracer's dye anew: from the edit's frame on the running layer starts with 1 at the token and 0 everywhere else.
/// The frames of the layer before it keep what they had. Arrival, reach and hops count from that layer on, and rows of the
/// light cone before it show none of the new dye. Of several drops in one layer the last one counts.
/// </summary>
/// <param name="Token">The token that the dye falls on.</param>
/// <param name="Tracer">The tracer, from 0.</param>
public sealed record DropDyeEdit(int Token, int Tracer = 0) : Edit
{
    internal static EditKind Kind { get; } = EditKind.Of(
        "drop-dye",
        EditField.Token("token"),
        new WholeField("tracer", 0, 0, SequenceShape.MostTracers - 1),
        (token, tracer) => new DropDyeEdit(token, tracer),
        e => (e.Token, e.Tracer),
        e => $"dye dropped on token {e.Token}");

    /// <inheritdoc />
    public override Edit? Moved(in TokenMove move) => move.At(Token) is { } token ? this with { Token = token } : null;

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        Checked(Token, shape, "drop-dye, token");
        return Tracer >= 0 && Tracer < shape.Tracers
            ? knobs
            : throw new FaultException(FaultKind.OutOfRange, $"there is no tracer {Tracer}", "drop-dye, tracer", $"give one from 0 to {shape.Tracers - 1}");
    }
}
