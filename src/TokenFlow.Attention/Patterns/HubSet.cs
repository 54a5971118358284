using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Patterns;

/// <summary>Who is a hub, as a plan is compiled from it: ascending tokens without padding, none of them in both lists.</summary>
public sealed class HubSet
{
    private readonly int[] _working;
    private readonly int[] _cut;

    /// <param name="working">Hubs that read all tokens and are read by all, ascending.</param>
    /// <param name="cut">Hubs whose links are gone both ways, ascending.</param>
    public HubSet(IReadOnlyCollection<int> working, IReadOnlyCollection<int> cut)
    {
        _working = [.. working];
        _cut = [.. cut];
    }

    /// <summary>Hubs that read all tokens and are read by all, ascending.</summary>
    public ReadOnlySpan<int> Working => _working;

    /// <summary>Hubs whose links are gone both ways, ascending.</summary>
    public ReadOnlySpan<int> Cut => _cut;

    /// <summary>The hubs of a pattern: its own, without those that were unmade by hand, with those that were made.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="tokens">All rows of the sequence, memory tokens included.</param>
    /// <param name="edits">What was changed by hand.</param>
    /// <exception cref="FaultException"><see cref="FaultKind.OutOfRange"/>, naming the parameter.</exception>
    public static HubSet Of(AttentionPattern pattern, int tokens, PatternEdits edits)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(edits);
        pattern.Validate(tokens);
        edits.Validate(tokens);
        var hubs = new bool[tokens];
        foreach (TokenRange range in pattern.HubsOf(tokens))
        {
            hubs.AsSpan(range.Start, range.End - range.Start).Fill(true);
        }

        foreach (int token in edits.UnmadeHubs)
        {
            hubs[token] = false;
        }

        foreach (int token in edits.MadeHubs)
        {
            hubs[token] = true;
        }

        // A padded token serves nobody: it is no hub, cut or not.
        foreach (int token in edits.Padding)
        {
            hubs[token] = false;
        }

        var working = new List<int>();
        var cut = new List<int>();
        for (int token = 0; token < tokens; token++)
        {
            if (hubs[token])
            {
                (edits.CutHubs.Contains(token) ? cut : working).Add(token);
            }
        }
        return new HubSet(working, cut);
    }
}

/// <summary>A hub's row cut down to some of its keys: see <see cref="AttentionPlan.WithHubRows"/>.</summary>
/// <param name="Hub">The hub, the query of the row.</param>
/// <param name="Keys">The keys that it may still read, ascending and distinct. Those that it does not read anyway stay out.</param>
public readonly record struct HubRow(int Hub, ReadOnlyMemory<int> Keys);
