using System.Text.Json;
using TokenFlow.Base.Collections;

namespace TokenFlow.Attention.Patterns;

/// <summary>
/// A window and global tokens in one softmax (Beltagy et al. 2020, section 3.1): a global token reads every token,
/// any other reads its window and the globals, each once.
/// </summary>
/// <param name="Window">w, one-sided: Hugging Face's <c>attention_window = 512</c> is w = 256.</param>
/// <param name="Dilation">D, for all heads; see <see cref="WithDilations"/> for one a head.</param>
/// <param name="Globals">Positions of the global tokens; kept ascending and distinct.</param>
public sealed record LongformerPattern(int Window, int Dilation = 1, IReadOnlyList<int>? Globals = null)
    : AttentionPattern(Window, Dilation, Globals)
{
    /// <summary>The kind.</summary>
    public static PatternKind OfKind { get; } = new(
        "longformer", Read, like => new LongformerPattern(like.Window, 1, like.Globals).WithDilations(like.Dilations), ("window", 256), ("dilation", 1));

    /// <inheritdoc/>
    public override string Kind => "longformer";

    /// <inheritdoc/>
    public override string Label => $"longformer  {WindowLabel}{DilationLabel}{HubLabel}";

    /// <summary>The same pattern with one dilation a head (or one for all).</summary>
    public LongformerPattern WithDilations(IReadOnlyList<int> dilations) => this with { DilationList = DilationsOf(dilations) };

    /// <inheritdoc/>
    public override bool TakesGlobals => true;

    /// <inheritdoc/>
    public override bool HubsAreGlobals => true;

    /// <inheritdoc/>
    public override AttentionPattern WithGlobals(IEnumerable<int> globals) => this with { GlobalSet = new ValueSet<int>(globals) };

    /// <inheritdoc/>
    public override bool TakesWindow => true;

    /// <inheritdoc/>
    public override AttentionPattern WithWindow(int window) => this with { Window = window };

    /// <inheritdoc/>
    public override AttentionPattern? WithHubs(IReadOnlyList<int> hubs) => WithGlobals(hubs);

    /// <inheritdoc/>
    public override IReadOnlyList<PatternKnob> Knobs(int tokens) => DilationKnob(dilation => WithDilations([dilation]));

    internal override WindowShape ShapeOf(int head) => BandOf(head);

    internal override long CountEdges(int tokens) => EdgeFormula.WithGlobals(this, tokens);

    internal static AttentionPattern Read(PatternFields fields) =>
        new LongformerPattern(fields.Number("window"), 1, fields.Numbers("globals")).WithDilations(fields.Numbers("dilation", 1));

    internal override void WriteFields(Utf8JsonWriter writer)
    {
        WriteWindow(writer);
        WriteDilation(writer);
        WriteGlobals(writer);
    }
}
