using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;

namespace TokenFlow.Simulation.Edits;

/// <summary>Puts another pattern in force. The sequence stays as it is, so memory tokens cannot come or go.</summary>
public sealed record SetPatternEdit(AttentionPattern Pattern) : Edit
{
    internal static EditKind Kind { get; } = EditKind.Of(
        "pattern",
        new PatternField("pattern"),
        pattern => new SetPatternEdit(pattern),
        e => e.Pattern,
        e => $"pattern {e.Pattern.Kind}",
        knobOf: _ => null);

    // Memory tokens come or go with a pattern that is in force from the start: what older ones were turned to is over.
    /// <inheritdoc />
    public override Edit? Moved(in TokenMove move)
    {
        if (move.Shift != 0 || Pattern.MemoryTokens != move.MemoryTokens)
        {
            return null;
        }

        int tokens = move.Tokens;
        return Pattern.TakesGlobals ? new SetPatternEdit(Pattern.WithGlobals(Pattern.Globals.Where(g => g < tokens))) : this;
    }

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        if (Pattern.MemoryTokens != knobs.Pattern.MemoryTokens)
        {
            throw new FaultException(
                FaultKind.OutOfRange,
                $"the sequence has {knobs.Pattern.MemoryTokens} memory tokens in front and the new pattern wants {Pattern.MemoryTokens}",
                "pattern",
                "start a new run with --set pattern.kind instead");
        }

        Pattern.Validate(shape.Tokens);
        if (Pattern.Dilations.Count > 1 && Pattern.Dilations.Count != shape.Heads)
        {
            throw new FaultException(
                FaultKind.OutOfRange,
                $"{Pattern.Dilations.Count} dilations do not fit {shape.Heads} heads",
                "pattern.dilation",
                "give one number, or one a head");
        }

        return knobs with { Pattern = Pattern };
    }
}

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
    public override Edit? Moved(in TokenMove move) => move.Shift == 0 ? this : null;

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        TokenFlow.Attention.Patterns.AttentionPattern pattern = knobs.Pattern.WithWindow(Window);
        pattern.Validate(shape.Tokens);
        return knobs with { Pattern = pattern };
    }
}
