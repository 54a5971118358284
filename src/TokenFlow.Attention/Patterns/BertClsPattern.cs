using System.Text.Json;

namespace TokenFlow.Attention.Patterns;

/// <summary>
/// Full attention, as BERT has it, read at its [CLS] token (Devlin et al. 2019, section 3). The token at position 0 is
/// reported as a hub so that its row and column can be drawn and measured: edges that touch it are of way hub, all
/// others window. It gives no edge that full attention lacks. Cut, it keeps only itself; unmade, it is a token like any other.
/// </summary>
public sealed record BertClsPattern : AttentionPattern
{
    /// <summary>The kind.</summary>
    public static PatternKind OfKind { get; } = new("bert-cls", Read);

    /// <inheritdoc/>
    public override string Kind => "bert-cls";

    /// <inheritdoc/>
    public override string Label => "bert-cls  full attention, read at [CLS]";

    /// <inheritdoc/>
    public override bool StartsAtCls => true;

    internal override bool IsFull => true;

    internal override WindowShape ShapeOf(int head) => WindowShape.Self;

    internal override IEnumerable<TokenRange> HubsOf(int tokens) => [new(0, 1)];

    internal override long CountEdges(int tokens) => (long)tokens * tokens;

    internal static AttentionPattern Read(PatternFields _) => new BertClsPattern();

    internal override void WriteFields(Utf8JsonWriter writer)
    {
        // The kind says all.
    }
}
