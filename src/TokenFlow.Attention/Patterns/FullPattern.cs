using System.Text.Json;

namespace TokenFlow.Attention.Patterns;

/// <summary>Every token reads every token: n^2 edges. Without hubs all edges count as window.</summary>
public sealed record FullPattern : AttentionPattern
{
    /// <summary>The kind.</summary>
    public static PatternKind OfKind { get; } = new("full", Read, _ => new FullPattern());

    /// <inheritdoc/>
    public override string Kind => "full";

    /// <inheritdoc/>
    public override string Label => "full  every token reads every token";

    internal override bool IsFull => true;

    internal override WindowShape ShapeOf(int head) => WindowShape.Self;

    internal override long CountEdges(int tokens) => (long)tokens * tokens;

    internal static AttentionPattern Read(PatternFields _) => new FullPattern();

    internal override void WriteFields(Utf8JsonWriter writer)
    {
        // The kind says all.
    }
}
