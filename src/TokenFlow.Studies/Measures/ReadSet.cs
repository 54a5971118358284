using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Records;

namespace TokenFlow.Studies.Measures;

/// <summary>Who is read: sets of tokens, a layer backwards. Softmax weights are positive, so an edge carries something unless its key is a hub that sends nothing on.</summary>
internal static class ReadSet
{
    /// <summary>The tokens whose values a layer brings to some token of a set.</summary>
    /// <param name="layer">The layer; all heads count together.</param>
    /// <param name="readers">[tokens] the set.</param>
    public static bool[] Before(LayerRecord layer, ReadOnlySpan<bool> readers)
    {
        int tokens = readers.Length;
        var before = new bool[tokens];

        // Runs as differences: +1 where one begins, -1 where it ends.
        var steps = new int[tokens + 1];
        for (int head = 0; head < layer.Heads; head++)
        {
            AttentionLayout layout = layer.Plan.Head(head);
            if (layer.Residual >= 1 || (head > 0 && ReferenceEquals(layout, layer.Plan.Head(0))))
            {
                continue;
            }

            for (int i = 0; i < tokens; i++)
            {
                if (!readers[i])
                {
                    continue;
                }

                foreach (KeyRun run in layout.Runs(i))
                {
                    steps[run.Start]++;
                    steps[run.End]--;
                }
            }
        }

        int open = 0;
        for (int i = 0; i < tokens; i++)
        {
            open += steps[i];
            before[i] = (open > 0 && layer.KeyShares[i] > 0) || (readers[i] && layer.Residual > 0);
        }

        return before;
    }
}
