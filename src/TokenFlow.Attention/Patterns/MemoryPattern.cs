using System.Text.Json;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Patterns;

/// <summary>
/// Memory tokens in front of the text (ETC's global-local attention, Ainslie et al. 2020, section 2): m memory tokens
/// read and are read by all, text tokens read the memory and their window in one softmax. A sequence of n text
/// tokens has m + n rows, memory first; the window runs over the text alone.
/// </summary>
/// <param name="Memory">m, the number of memory tokens.</param>
/// <param name="Window">w, one-sided, over text tokens.</param>
public sealed record MemoryPattern(int Memory, int Window) : AttentionPattern(Window)
{
    /// <summary>The kind.</summary>
    public static PatternKind OfKind { get; } = Named("memory");

    /// <summary>The same by the name of its paper.</summary>
    public static PatternKind OfEtc { get; } = Named("etc");

    /// <inheritdoc/>
    public override string Kind => "memory";

    /// <inheritdoc/>
    public override string Label => $"memory  {Memory} memory {(Memory == 1 ? "token" : "tokens")} in front  {WindowLabel}";

    /// <inheritdoc/>
    public override int MemoryTokens => Memory;

    /// <inheritdoc/>
    public override bool TakesWindow => true;

    /// <inheritdoc/>
    public override AttentionPattern WithWindow(int window) => this with { Window = window };

    /// <inheritdoc/>
    public override IReadOnlyList<PatternKnob> Knobs(int tokens) => [new("Memory tokens", Memory, by => this with { Memory = Math.Max(Memory + by, 0) })];

    /// <inheritdoc/>
    public override void Validate(int tokens)
    {
        base.Validate(tokens);
        if (Memory < 0)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{Memory} memory tokens are fewer than none", "pattern.memory", "give 0 or more");
        }

        if (Memory >= tokens)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{Memory} memory tokens leave no text in {tokens} rows", "pattern.memory", "give fewer memory tokens or more text");
        }
    }

    internal override WindowShape ShapeOf(int head) => WindowShape.Band(Window, Window, 1, front: Memory);

    internal override IEnumerable<TokenRange> HubsOf(int tokens) => Memory > 0 ? [new(0, Memory)] : [];

    // m^2 + 2mn + E_local(n, w).
    internal override long CountEdges(int tokens) => ((long)Memory * Memory) + (2 * Memory * (long)tokens) + EdgeFormula.Local(tokens, Window, 1);

    private static PatternKind Named(string name) => new(name, Read, like => new MemoryPattern(4, like.Window), ("memory", 16), ("window", 256));

    internal static AttentionPattern Read(PatternFields fields) => new MemoryPattern(fields.Number("memory"), fields.Number("window"));

    internal override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteNumber("memory", Memory);
        WriteWindow(writer);
    }
}
