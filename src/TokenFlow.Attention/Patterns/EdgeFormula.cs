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
    /// <list type="bullet">
    /// <item>full, bert-cls: n^2.</item>
    /// <item>local: n(2m+1) - D m(m+1) with m = min(w, floor((n-1)/D)).</item>
    /// <item>global, longformer, cls-hub: E_local - 2 sum over G of |win(i)| + |{(a, c) in G x G : c in win(a)}| + 2gn - g^2;
    /// global is the case w = 0.</item>
    /// <item>bigbird: the sum over block rows of rows times keys; b^2 (2L + 2(4+r) + (L-4)(5+r)) where b divides n and
    /// enough distinct blocks are left. With further globals the union depends on which blocks were drawn, so there is no
    /// closed form: the drawn blocks of head 0, layer 0 are counted, less the overlap.</item>
    /// <item>memory: m^2 + 2mn + E_local(n, w).</item>
    /// <item>star with s = n - 1 satellites: n + s (1 + min(s, 3)) as a ring, n + s + E_local(s, 1) as a chain.</item>
    /// <item>streaming: with K = min(n, s + W), K(K+1)/2 + (n-K) K: row i reads min(i + 1, s + W) keys.</item>
    /// </list>
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
            throw new FaultException(FaultKind.OutOfRange, $"{tokens} tokens cannot be counted", "tokens", "give at least 1");
        pattern.Validate(tokens + Math.Max(0, pattern.MemoryTokens));
        long n = tokens;
        return pattern switch
        {
            FullPattern or BertClsPattern => n * n,
            MemoryPattern memory => ((long)memory.Memory * memory.Memory) + (2 * memory.Memory * n) + Local(n, memory.Window, 1),
            StarPattern star => Star(n, star.Ring),
            StreamingPattern streaming => Streaming(n, (long)streaming.Sinks + streaming.Window),
            BigBirdPattern bigBird => BigBird(bigBird, tokens),
            _ => WithGlobals(pattern, n),
        };
    }

    private static long Local(long n, long window, long dilation)
    {
        if (n < 1)
            return 0;
        long m = Math.Min(window, (n - 1) / dilation);
        return (n * ((2 * m) + 1)) - (dilation * m * (m + 1));
    }

    private static long Star(long n, bool ring)
    {
        long satellites = n - 1;
        return n + satellites + (ring ? satellites * Math.Min(satellites, 3) : Local(satellites, 1, 1));
    }

    private static long Streaming(long n, long reach)
    {
        long ramp = Math.Min(n, reach);
        return (ramp * (ramp + 1) / 2) + ((n - ramp) * ramp);
    }

    private static long WithGlobals(AttentionPattern pattern, long n)
    {
        long window = pattern.Window, dilation = pattern.Dilation, g = pattern.Globals.Count;
        long windows = 0;
        foreach (int global in pattern.Globals)
            windows += 1 + Math.Min(window, global / dilation) + Math.Min(window, (n - 1 - global) / dilation);
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
                    low++;
                pairs += (2 * (high - low)) + 1;
            }
        }
        return pairs;
    }

    private static long BigBird(BigBirdPattern pattern, int tokens)
    {
        int rows = pattern.BlockRows(tokens);
        int block = pattern.Block;
        long n = tokens;
        long lastStart = (long)(rows - 1) * block;
        int[] further = [.. pattern.Globals.Where(global => global >= block && global < lastStart)];
        RandomLinks? links = further.Length > 0 ? pattern.DrawLinks(tokens, 0, 0) : null;
        long edges = 0;
        for (int row = 0; row < rows; row++)
        {
            long size = Math.Min(block, n - ((long)row * block));
            if (row == 0 || row == rows - 1)
            {
                edges += size * n;
                continue;
            }
            int first = Math.Max(1, row - 1), last = Math.Min(rows - 2, row + 1);
            long keys = block + (n - lastStart) + ((last - first + 1L) * block)
                + ((long)RandomLinks.CountIn(row, rows, pattern.LinksWanted) * block);
            long own = 0;
            foreach (int global in further)
            {
                int at = global / block;
                own += at == row ? 1 : 0;
                bool seen = (at >= first && at <= last) || (links is not null && links.Of(row).BinarySearch(at) >= 0);
                keys += seen ? 0 : 1;
            }
            edges += ((size - own) * keys) + (own * n);
        }
        return edges;
    }
}
