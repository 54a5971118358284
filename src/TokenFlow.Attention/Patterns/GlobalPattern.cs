using System.Text.Json;

namespace TokenFlow.Attention.Patterns;

/// <summary>Global tokens alone: they read every token, and every other token reads them and itself.</summary>
/// <param name="Globals">Positions of the global tokens; kept ascending and distinct.</param>
public sealed record GlobalPattern(IReadOnlyList<int> Globals) : AttentionPattern(globals: Globals)
{
    /// <summary>The kind.</summary>
    public static PatternKind OfKind { get; } = new("global", Read, like => new GlobalPattern(like.Globals));

    /// <inheritdoc/>
    public override string Kind => "global";

    /// <inheritdoc/>
    public override string Label => $"global{HubLabel}";

    /// <inheritdoc/>
    public override bool TakesGlobals => true;

    /// <inheritdoc/>
    public override bool HubsAreGlobals => true;

    /// <inheritdoc/>
    public override AttentionPattern WithGlobals(IEnumerable<int> globals) => new GlobalPattern([.. globals]);

    /// <inheritdoc/>
    public override AttentionPattern? WithHubs(IReadOnlyList<int> hubs) => WithGlobals(hubs);

    internal override WindowShape ShapeOf(int head) => WindowShape.Self;

    // The case w = 0.
    internal override long CountEdges(int tokens) => EdgeFormula.WithGlobals(this, tokens);

    internal static AttentionPattern Read(PatternFields fields) => new GlobalPattern(fields.Numbers("globals"));

    internal override void WriteFields(Utf8JsonWriter writer) => WriteGlobals(writer);
}
