using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Patterns;

/// <summary>A pattern and its edits, compiled for one sequence length, all heads and one layer. Immutable; compile anew after an edit.</summary>
public sealed class AttentionPlan
{
    private readonly AttentionLayout[] _heads;

    private AttentionPlan(AttentionPattern pattern, PatternEdits edits, int tokens, AttentionLayout[] heads, AttentionPlan? whole = null)
    {
        Pattern = pattern;
        Edits = edits;
        Tokens = tokens;
        _heads = heads;
        Whole = whole ?? this;
    }

    /// <summary>Rows of the sequence, memory tokens included.</summary>
    public int Tokens { get; }

    /// <summary>Number of heads.</summary>
    public int Heads => _heads.Length;

    /// <summary>The pattern it was compiled from.</summary>
    public AttentionPattern Pattern { get; }

    /// <summary>The edits it was compiled with.</summary>
    public PatternEdits Edits { get; }

    /// <summary>The plan before any hub's row was cut down; this one where none is.</summary>
    public AttentionPlan Whole { get; }

    /// <summary>Whether some hub reads only some of its keys.</summary>
    public bool IsRestricted => !ReferenceEquals(Whole, this);

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
        return Compile(pattern, tokens, heads, layer, HubSet.Of(pattern, tokens, edits), edits);
    }

    /// <summary>Compiles a pattern around hubs that are given. O(tokens) in time and memory.</summary>
    /// <param name="pattern">Who may attend to whom beside the hubs.</param>
    /// <param name="tokens">All rows of the sequence: m + n for m memory tokens and n tokens of text.</param>
    /// <param name="heads">Number of heads, at least 1.</param>
    /// <param name="layer">The layer, from 0; it matters only where <see cref="AttentionPattern.VariesByLayer"/>.</param>
    /// <param name="hubs">The hubs.</param>
    /// <param name="edits">What was changed by hand: edges that are cut, padding, and what led to the hubs.</param>
    /// <exception cref="FaultException"><see cref="FaultKind.OutOfRange"/>, naming the parameter.</exception>
    public static AttentionPlan Compile(AttentionPattern pattern, int tokens, int heads, int layer, HubSet hubs, PatternEdits edits)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(hubs);
        ArgumentNullException.ThrowIfNull(edits);
        if (heads < 1)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{heads} heads cannot attend", "heads", "give at least 1");
        }

        if (pattern.Dilations.Count > 1 && pattern.Dilations.Count != heads)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{pattern.Dilations.Count} dilations do not fit {heads} heads", "pattern.dilation", "give one number, or one a head");
        }

        var roles = new TokenRoles(tokens, hubs, edits);
        var layouts = new AttentionLayout[heads];
        bool headsDiffer = pattern.Dilations.Count > 1 || pattern.VariesByLayer;
        for (int head = 0; head < heads; head++)
        {
            layouts[head] = head == 0 || headsDiffer ? new(pattern, tokens, head, layer, roles) : layouts[0];
        }

        return new(pattern, edits, tokens, layouts);
    }

    /// <summary>The layout of one head. Heads that do not differ share one.</summary>
    public AttentionLayout Head(int head) => _heads[head];

    /// <summary>
    /// The whole plan with the rows of some hubs cut down: such a hub reads the keys it is left and no others, in every head,
    /// and is read by all as before. Its other pairs are cut edges in all but name. O(tokens + keys) time and memory.
    /// </summary>
    /// <param name="rows">A row a hub, in any order; hubs that have none here read all their keys. None gives <see cref="Whole"/>.</param>
    /// <exception cref="ArgumentException">A row is no working hub's or there twice, or its keys are not ascending tokens of the sequence.</exception>
    public AttentionPlan WithHubRows(IReadOnlyList<HubRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
        {
            return Whole;
        }

        AttentionLayout[] whole = Whole._heads;
        TokenRoles roles = whole[0].Roles.Restrict(rows);
        var layouts = new AttentionLayout[whole.Length];
        for (int head = 0; head < layouts.Length; head++)
        {
            layouts[head] = head > 0 && ReferenceEquals(whole[head], whole[0]) ? layouts[0] : whole[head].WithRestricted(roles);
        }

        return new(Pattern, Edits, Tokens, layouts, Whole);
    }
}
