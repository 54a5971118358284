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
