using System.Text.Json;

namespace TokenFlow.Attention.Patterns;

/// <summary>
/// Longformer with the [CLS] token at position 0 as its one global token: the hub that other tokens talk through.
/// BERT's own [CLS] is <see cref="BertClsPattern"/>.
/// </summary>
/// <param name="Window">w, one-sided.</param>
public sealed record ClsHubPattern(int Window) : AttentionPattern(Window, globals: [0])
{
    /// <summary>The kind.</summary>
    public static PatternKind OfKind { get; } = new("cls-hub", Read, like => new ClsHubPattern(like.Window), ("window", 256));

    /// <inheritdoc/>
    public override string Kind => "cls-hub";

    /// <inheritdoc/>
    public override string Label => $"cls-hub  {WindowLabel}{HubLabel}";

    /// <inheritdoc/>
    public override bool TakesWindow => true;

    /// <inheritdoc/>
    public override AttentionPattern WithWindow(int window) => this with { Window = window };

    /// <inheritdoc/>
    public override bool StartsAtCls => true;

    internal override WindowShape ShapeOf(int head) => BandOf(head);

    internal override long CountEdges(int tokens) => EdgeFormula.WithGlobals(this, tokens);

    internal static AttentionPattern Read(PatternFields fields) => new ClsHubPattern(fields.Number("window"));

    internal override void WriteFields(Utf8JsonWriter writer) => WriteWindow(writer);
}
