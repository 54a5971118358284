using TokenFlow.Attention.Patterns;

namespace TokenFlow.Studies.Recall;

/// <summary>
/// The tokens whose information windows alone bring to a reader: a search from the readers against the flow, over the window
/// edges of all heads, with the hubs taken away.
/// </summary>
internal static class QuietZone
{
    /// <summary>The readers, and every token within so many window hops of one.</summary>
    /// <param name="plan">Who reads whom.</param>
    /// <param name="readers">The tokens that read.</param>
    /// <param name="layers">Hops, one a layer.</param>
    /// <returns>[tokens].</returns>
    public static bool[] Round(AttentionPlan plan, IReadOnlyList<int> readers, int layers)
    {
        var quiet = new bool[plan.Tokens];
        List<int> edge = [.. readers];
        foreach (int reader in readers)
        {
            quiet[reader] = true;
        }

        var further = new List<int>();
        for (int hop = 0; hop < layers && edge.Count > 0; hop++)
        {
            further.Clear();
            foreach (int query in edge)
            {
                AddKeys(plan, query, quiet, further);
            }

            (edge, further) = (further, edge);
        }

        return quiet;
    }

    private static void AddKeys(AttentionPlan plan, int query, bool[] quiet, List<int> found)
    {
        for (int h = 0; h < plan.Heads; h++)
        {
            AttentionLayout layout = plan.Head(h);
            if (h > 0 && ReferenceEquals(layout, plan.Head(0)))
            {
                continue;
            }

            foreach (KeyRun run in layout.Runs(query))
            {
                if (run.Way != EdgeWay.Window)
                {
                    continue;
                }

                for (int key = run.Start; key < run.End; key++)
                {
                    if (!quiet[key])
                    {
                        quiet[key] = true;
                        found.Add(key);
                    }
                }
            }
        }
    }
}
