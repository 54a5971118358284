using TokenFlow.Base.Collections;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Patterns;

/// <summary>
/// What a user changed by hand on top of a pattern, as a value. The four kinds of edit are applied in this order:
/// hubs are the pattern's own without <see cref="UnmadeHubs"/>, with <see cref="MadeHubs"/>; a hub in
/// <see cref="CutHubs"/> is cut; then <see cref="CutEdges"/> and <see cref="Padding"/> take pairs away.
/// </summary>
public sealed record PatternEdits
{
    /// <summary>No edits.</summary>
    public static PatternEdits Empty { get; } = new();

    /// <summary>Tokens made global by hand: they read all tokens and are read by all.</summary>
    public ValueSet<int> MadeHubs { get; init; } = new();

    /// <summary>Hubs of the pattern that lost their global role and keep their window, as ordinary tokens.</summary>
    public ValueSet<int> UnmadeHubs { get; init; } = new();

    /// <summary>
    /// Hubs whose links are gone both ways. A cut hub reads and is read only within its window: a memory token, or any token
    /// of a full or global pattern, has itself alone; in BigBird its block and the two beside it. It is still reported
    /// (<see cref="AttentionLayout.CutHubs"/>). A token in this set that is no hub is left as it is.
    /// </summary>
    public ValueSet<int> CutHubs { get; init; } = new();

    /// <summary>Ordered pairs that are taken away.</summary>
    public ValueSet<(int Query, int Key)> CutEdges { get; init; } = new();

    /// <summary>Padded tokens: they read nothing and nothing reads them.</summary>
    public ValueSet<int> Padding { get; init; } = new();

    /// <summary>Whether there are no edits at all.</summary>
    public bool IsEmpty => Equals(Empty);

    /// <summary>The token becomes a hub; an uncut one, whatever it was before.</summary>
    public PatternEdits MakeHub(int token) => this with
    {
        MadeHubs = MadeHubs.With(token),
        UnmadeHubs = UnmadeHubs.Without(token),
        CutHubs = CutHubs.Without(token),
    };

    /// <summary>The token is a hub no longer, whether the pattern or a hand had made it one.</summary>
    public PatternEdits UnmakeHub(int token) => this with
    {
        MadeHubs = MadeHubs.Without(token),
        UnmadeHubs = UnmadeHubs.With(token),
        CutHubs = CutHubs.Without(token),
    };

    /// <summary>Takes a hub's links away.</summary>
    public PatternEdits CutHub(int token) => this with { CutHubs = CutHubs.With(token) };

    /// <summary>Gives a cut hub its links back.</summary>
    public PatternEdits RestoreHub(int token) => this with { CutHubs = CutHubs.Without(token) };

    /// <summary>Takes one ordered pair away.</summary>
    public PatternEdits CutEdge(int query, int key) => this with { CutEdges = CutEdges.With((query, key)) };

    /// <summary>Gives one ordered pair back.</summary>
    public PatternEdits RestoreEdge(int query, int key) => this with { CutEdges = CutEdges.Without((query, key)) };

    /// <summary>The same edits with exactly these tokens padded.</summary>
    public PatternEdits WithPadding(IEnumerable<int> tokens) => this with { Padding = new ValueSet<int>(tokens) };

    /// <summary>Checks all positions against a sequence.</summary>
    /// <exception cref="FaultException"><see cref="FaultKind.OutOfRange"/>, naming the field.</exception>
    public void Validate(int tokens)
    {
        Check(MadeHubs, tokens, "edits.madeHubs");
        Check(UnmadeHubs, tokens, "edits.unmadeHubs");
        Check(CutHubs, tokens, "edits.cutHubs");
        Check(Padding, tokens, "padding");
        foreach ((int query, int key) in CutEdges)
        {
            if (query < 0 || query >= tokens || key < 0 || key >= tokens)
            {
                throw new FaultException(FaultKind.OutOfRange, $"edge {query} <- {key} is outside a sequence of {tokens}", "edits.cutEdges", $"give positions 0 to {tokens - 1}");
            }
        }
    }

    private static void Check(ValueSet<int> positions, int tokens, string field)
    {
        foreach (int token in positions)
        {
            if (token < 0 || token >= tokens)
            {
                throw new FaultException(FaultKind.OutOfRange, $"token {token} is outside a sequence of {tokens}", field, $"give positions 0 to {tokens - 1}");
            }
        }
    }
}
