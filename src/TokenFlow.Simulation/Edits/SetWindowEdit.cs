namespace TokenFlow.Simulation.Edits;

/// <summary>Sets the one-sided window of a pattern that has one.</summary>
public sealed record SetWindowEdit(int Window) : Edit
{
    internal static EditKind Kind { get; } = EditKind.Of(
        "window",
        new WholeField("value", 1, 0, SequenceShape.MostTokens - 1),
        window => new SetWindowEdit(window),
        e => e.Window,
        e => $"window {e.Window}",
        knobOf: _ => null);

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        TokenFlow.Attention.Patterns.AttentionPattern pattern = knobs.Pattern.WithWindow(Window);
        pattern.Validate(shape.Tokens);
        return knobs with { Pattern = pattern };
    }
}
