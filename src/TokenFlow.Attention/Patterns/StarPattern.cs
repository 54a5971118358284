using System.Text.Json;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Patterns;

/// <summary>
/// Star-Transformer's topology (Guo et al. 2019, section 3.1): the relay at position 0 reads and is read by all; the
/// other tokens (satellites) form a ring and read their two neighbours and themselves. The paper's satellites also read
/// their own embedding beside their state: that is a second value of the same token, not another edge, and is left out.
/// </summary>
/// <param name="Ring">Whether the first and the last satellite are neighbours, as in the paper; else the ends are open.</param>
public sealed record StarPattern(bool Ring = true) : AttentionPattern(window: 1)
{
    /// <summary>The kind.</summary>
    public static PatternKind OfKind { get; } = new("star", Read, _ => new StarPattern());

    /// <inheritdoc/>
    public override string Kind => "star";

    /// <inheritdoc/>
    public override string Label => Ring ? "star  a ring around one relay" : "star  an open chain around one relay";

    /// <inheritdoc/>
    public override AttentionPattern WithWindow(int window) => window == 1
        ? this
        : throw new FaultException(FaultKind.OutOfRange, $"a star's window is 1, not {window}", "pattern.window", "choose longformer for a wider one");

    /// <inheritdoc/>
    public override IReadOnlyList<PatternKnob> Knobs(int tokens) => [new("Ring", Ring ? 0 : 1, choice => this with { Ring = choice == 0 }) { Choices = ["ring", "chain"] }];

    internal override WindowShape ShapeOf(int head) => WindowShape.Band(1, 1, 1, front: 1, ring: Ring);

    internal override IEnumerable<TokenRange> HubsOf(int tokens) => [new(0, 1)];

    // With s = n - 1 satellites: n + s (1 + min(s, 3)) as a ring, n + s + E_local(s, 1) as a chain.
    internal override long CountEdges(int tokens)
    {
        long satellites = (long)tokens - 1;
        return tokens + satellites + (Ring ? satellites * Math.Min(satellites, 3) : EdgeFormula.Local(satellites, 1, 1));
    }

    internal static AttentionPattern Read(PatternFields fields) => new StarPattern(fields.Flag("ring", true));

    internal override void WriteFields(Utf8JsonWriter writer) => writer.WriteBoolean("ring", Ring);
}
