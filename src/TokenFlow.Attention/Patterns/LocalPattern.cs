using System.Text.Json;

namespace TokenFlow.Attention.Patterns;

/// <summary>Token i reads i + D t for t in [-w, w], clipped to the sequence (Beltagy et al. 2020, section 3.1).</summary>
/// <param name="Window">w, one-sided: Hugging Face's <c>attention_window = 512</c> is w = 256.</param>
/// <param name="Dilation">D, for all heads; see <see cref="WithDilations"/> for one a head.</param>
public sealed record LocalPattern(int Window, int Dilation = 1) : AttentionPattern(Window, Dilation)
{
    /// <summary>The kind.</summary>
    public static PatternKind OfKind { get; } = new("local", Read, like => new LocalPattern(like.Window).WithDilations(like.Dilations), ("window", 256), ("dilation", 1));

    /// <inheritdoc/>
    public override string Kind => "local";

    /// <inheritdoc/>
    public override string Label => $"local  {WindowLabel}{DilationLabel}";

    /// <summary>The same pattern with one dilation a head (or one for all).</summary>
    public LocalPattern WithDilations(IReadOnlyList<int> dilations) => this with { DilationList = DilationsOf(dilations) };

    /// <inheritdoc/>
    public override bool TakesWindow => true;

    /// <inheritdoc/>
    public override AttentionPattern WithWindow(int window) => this with { Window = window };

    /// <inheritdoc/>
    public override AttentionPattern? WithHubs(IReadOnlyList<int> hubs) => new LongformerPattern(Window, 1, hubs).WithDilations(Dilations);

    /// <inheritdoc/>
    public override IReadOnlyList<PatternKnob> Knobs(int tokens) => DilationKnob(dilation => WithDilations([dilation]));

    internal override WindowShape ShapeOf(int head) => BandOf(head);

    internal override long CountEdges(int tokens) => EdgeFormula.WithGlobals(this, tokens);

    internal static AttentionPattern Read(PatternFields fields) => new LocalPattern(fields.Number("window")).WithDilations(fields.Numbers("dilation", 1));

    internal override void WriteFields(Utf8JsonWriter writer)
    {
        WriteWindow(writer);
        WriteDilation(writer);
    }
}
