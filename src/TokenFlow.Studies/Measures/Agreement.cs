namespace TokenFlow.Studies.Measures;

/// <summary>How far two measures put the same sources in the same order.</summary>
/// <param name="First">One measure.</param>
/// <param name="Second">Another.</param>
/// <param name="Tau">Kendall's tau-b and the pairs that it counts.</param>
/// <param name="Disagreements">The pairs of sources on which they disagree most, the widest first; no source twice.</param>
public sealed record Agreement(string First, string Second, KendallTau Tau, IReadOnlyList<Disagreement> Disagreements)
{
    private const int MostDisagreements = 3;

    /// <summary>Compares two measures. O(sources^2) time where they disagree at all.</summary>
    /// <param name="sources">The sources that both were taken of.</param>
    /// <param name="first">One measure's name and order of the sources.</param>
    /// <param name="second">The other's.</param>
    public static Agreement Between(IReadOnlyList<int> sources, (string Name, RankOrder Order) first, (string Name, RankOrder Order) second)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var tau = KendallTau.Between(first.Order.Levels, second.Order.Levels);
        var found = new List<Disagreement>();
        var used = new HashSet<int>();
        while (tau.Discordant > 0 && found.Count < MostDisagreements && Widest(first.Order.Places, second.Order.Places, used) is (var a, var b))
        {
            used.Add(a);
            used.Add(b);
            found.Add(new Disagreement(
                sources[a],
                sources[b],
                (first.Order.Places[a], first.Order.Places[b]),
                (second.Order.Places[a], second.Order.Places[b])));
        }

        return new Agreement(first.Name, second.Name, tau, found);
    }

    // The discordant pair whose smaller distance of the two is largest; the first of those in order.
    private static (int Ahead, int Behind)? Widest(ReadOnlySpan<int> first, ReadOnlySpan<int> second, HashSet<int> used)
    {
        (int Ahead, int Behind)? widest = null;
        int most = 0;
        for (int a = 0; a < first.Length; a++)
        {
            if (used.Contains(a))
            {
                continue;
            }

            for (int b = 0; b < first.Length; b++)
            {
                int distance = Math.Min(first[b] - first[a], second[a] - second[b]);
                if (distance > most && !used.Contains(b))
                {
                    (most, widest) = (distance, (a, b));
                }
            }
        }

        return widest;
    }
}

/// <summary>Two sources that two measures put in opposite order.</summary>
/// <param name="Ahead">The source that the first measure puts before the other.</param>
/// <param name="Behind">The other, which the second measure puts first.</param>
/// <param name="FirstPlaces">Their places by the first measure, in this order.</param>
/// <param name="SecondPlaces">Their places by the second.</param>
public sealed record Disagreement(int Ahead, int Behind, (int Ahead, int Behind) FirstPlaces, (int Ahead, int Behind) SecondPlaces);
