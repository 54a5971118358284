using TokenFlow.Attention.Faults;

namespace TokenFlow.Attention.Patterns;

/// <summary>A pattern and its edits, compiled for one sequence length, all heads and one layer. Immutable; compile anew after an edit.</summary>
public sealed class AttentionPlan
{
    private readonly AttentionLayout[] _heads;

    private AttentionPlan(AttentionPattern pattern, PatternEdits edits, int tokens, AttentionLayout[] heads)
    {
        Pattern = pattern;
        Edits = edits;
        Tokens = tokens;
        _heads = heads;
    }

    /// <summary>Rows of the sequence, memory tokens included.</summary>
    public int Tokens { get; }

    /// <summary>Number of heads.</summary>
    public int Heads => _heads.Length;

    /// <summary>The pattern it was compiled from.</summary>
    public AttentionPattern Pattern { get; }

    /// <summary>The edits it was compiled with.</summary>
    public PatternEdits Edits { get; }

    /// <summary>Ordered query-key pairs of head 0; other heads may differ in dilation or random links. Counted at first use.</summary>
    public long Edges => _heads[0].CountEdges();

    /// <summary>Compiles a pattern. O(tokens) in time and memory.</summary>
    /// <param name="pattern">Who may attend to whom.</param>
    /// <param name="tokens">All rows of the sequence: m + n for m memory tokens and n tokens of text.</param>
    /// <param name="heads">Number of heads, at least 1.</param>
    /// <param name="layer">The layer, from 0; it matters only where <see cref="AttentionPattern.VariesByLayer"/>.</param>
    /// <param name="edits">What was changed by hand; none when null.</param>
    /// <exception cref="FaultException"><see cref="FaultKind.OutOfRange"/>, naming the parameter.</exception>
    public static AttentionPlan Compile(AttentionPattern pattern, int tokens, int heads, int layer, PatternEdits? edits = null)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        edits ??= PatternEdits.Empty;
        if (heads < 1)
            throw new FaultException(FaultKind.OutOfRange, $"{heads} heads cannot attend", "heads", "give at least 1");
        pattern.Validate(tokens);
        edits.Validate(tokens);
        if (pattern.Dilations.Count > 1 && pattern.Dilations.Count != heads)
            throw new FaultException(FaultKind.OutOfRange, $"{pattern.Dilations.Count} dilations do not fit {heads} heads", "pattern.dilation", "give one number, or one a head");

        var roles = new TokenRoles(pattern, tokens, edits);
        var layouts = new AttentionLayout[heads];
        bool headsDiffer = pattern.Dilations.Count > 1 || pattern.VariesByLayer;
        for (int head = 0; head < heads; head++)
            layouts[head] = head == 0 || headsDiffer ? new(pattern, tokens, head, layer, roles) : layouts[0];
        return new(pattern, edits, tokens, layouts);
    }

    /// <summary>The layout of one head. Heads that do not differ share one.</summary>
    public AttentionLayout Head(int head) => _heads[head];
}
