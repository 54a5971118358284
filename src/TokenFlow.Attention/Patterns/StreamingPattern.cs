using System.Text.Json;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Patterns;

/// <summary>
/// Causal attention with sinks (Xiao et al. 2024, "Efficient streaming language models with attention sinks", section 3.2):
/// token i reads the first s tokens and the last W, itself included, none of them later than i. The sinks are hubs within
/// causality: later tokens read them, and they read only what came before. A hub made by hand obeys the same order.
/// </summary>
/// <param name="Sinks">s, the number of sinks at the start.</param>
/// <param name="Window">W, the last tokens read, the token itself included; at least 1.</param>
public sealed record StreamingPattern(int Sinks, int Window) : AttentionPattern(Window)
{
    /// <summary>The kind.</summary>
    public static PatternKind OfKind { get; } = new("streaming", Read, like => new StreamingPattern(4, like.Window + 1), ("sinks", 4), ("window", 256));

    /// <inheritdoc/>
    public override string Kind => "streaming";

    /// <inheritdoc/>
    public override string Label => $"streaming  causal  last {Window} tokens  {Sinks} {(Sinks == 1 ? "sink" : "sinks")}";

    /// <inheritdoc/>
    public override bool IsCausal => true;

    /// <inheritdoc/>
    public override bool TakesWindow => true;

    /// <inheritdoc/>
    public override AttentionPattern WithWindow(int window) => this with { Window = window };

    /// <inheritdoc/>
    public override IReadOnlyList<PatternKnob> Knobs(int tokens) => [new("Sinks", Sinks, by => this with { Sinks = Math.Max(Sinks + by, 0) })];

    /// <inheritdoc/>
    public override void Validate(int tokens)
    {
        base.Validate(tokens);
        if (Window < 1)
        {
            throw new FaultException(FaultKind.OutOfRange, "a streaming window of 0 leaves a token without itself", "pattern.window", "give 1 or more");
        }

        if (Sinks < 0)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{Sinks} sinks are fewer than none", "pattern.sinks", "give 0 or more");
        }
    }

    internal override WindowShape ShapeOf(int head) => WindowShape.Band(Window - 1, 0, 1);

    // As with a window, more sinks than tokens are as many as there are.
    internal override IEnumerable<TokenRange> HubsOf(int tokens) => Sinks > 0 ? [new(0, Math.Min(Sinks, tokens))] : [];

    // With K = min(n, s + W), K(K+1)/2 + (n-K) K: row i reads min(i + 1, s + W) keys.
    internal override long CountEdges(int tokens)
    {
        long ramp = Math.Min(tokens, (long)Sinks + Window);
        return (ramp * (ramp + 1) / 2) + ((tokens - ramp) * ramp);
    }

    internal static AttentionPattern Read(PatternFields fields) => new StreamingPattern(fields.Number("sinks"), fields.Number("window"));

    internal override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteNumber("sinks", Sinks);
        WriteWindow(writer);
    }
}
