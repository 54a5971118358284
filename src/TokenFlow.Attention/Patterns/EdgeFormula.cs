using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Patterns;

/// <summary>
/// How many edges (ordered query-key pairs, a head) a pattern without edits has, from its parameters alone. Sums are
/// taken over hubs or block rows at most, never over edges.
/// </summary>
public static class EdgeFormula
{
    /// <summary>
    /// The number of edges of head 0 in layer 0. It equals <see cref="AttentionLayout.CountEdges"/> of the compiled pattern.
    /// Each pattern counts its own, where its formula stands.
    /// </summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="tokens">
    /// n as the formulas have it: tokens of text. Only for <see cref="MemoryPattern"/> this differs from the rows that
    /// <see cref="AttentionPlan.Compile(AttentionPattern, int, int, int, PatternEdits?)"/> asks for, which are m + n.
    /// </param>
    /// <exception cref="FaultException">A parameter is out of range.</exception>
    public static long Count(AttentionPattern pattern, int tokens)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (tokens < 1 || tokens > int.MaxValue - pattern.MemoryTokens)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{tokens} tokens cannot be counted", "tokens", "give at least 1");
        }

        pattern.Validate(tokens + Math.Max(0, pattern.MemoryTokens));
        return pattern.CountEdges(tokens);
    }

    /// <summary>E_local, a window alone: n(2m+1) - D m(m+1) with m = min(w, floor((n-1)/D)).</summary>
    internal static long Local(long n, long window, long dilation)
    {
        if (n < 1)
        {
            return 0;
        }

        long m = Math.Min(window, (n - 1) / dilation);
        return (n * ((2 * m) + 1)) - (dilation * m * (m + 1));
    }

    /// <summary>
    /// A window and globals, either of which may be none:
    /// E_local - 2 sum over G of |win(i)| + |{(a, c) in G x G : c in win(a)}| + 2gn - g^2.
    /// </summary>
    internal static long WithGlobals(AttentionPattern pattern, long n)
    {
        long window = pattern.Window, dilation = pattern.Dilation, g = pattern.Globals.Count;
        long windows = 0;
        foreach (int global in pattern.Globals)
        {
            windows += 1 + Math.Min(window, global / dilation) + Math.Min(window, (n - 1 - global) / dilation);
        }

        return Local(n, window, dilation) - (2 * windows) + PairsInWindow(pattern) + (2 * g * n) - (g * g);
    }

    // Ordered pairs of globals that see one another by the window. Within a residue class modulo the dilation the
    // positions ascend, so two pointers suffice.
    private static long PairsInWindow(AttentionPattern pattern)
    {
        long dilation = pattern.Dilation, reach = pattern.Window * dilation;
        long pairs = 0;
        foreach (IGrouping<long, int> residue in pattern.Globals.GroupBy(global => global % dilation))
        {
            int[] positions = [.. residue];
            int low = 0;
            for (int high = 0; high < positions.Length; high++)
            {
                while (positions[high] - positions[low] > reach)
                {
                    low++;
                }

                pairs += (2 * (high - low)) + 1;
            }
        }
        return pairs;
    }
}
