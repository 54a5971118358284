namespace TokenFlow.Studies.Measures;

/// <summary>
/// Kendall's rank correlation with ties, tau-b (Kendall 1945, "The treatment of ties in ranking problems"):
/// (C - D) / sqrt((N - T1) (N - T2)) with C pairs in the same order, D in the opposite one, N = n (n - 1) / 2 all pairs, and
/// T1, T2 those that are tied in the one ranking and in the other. Counted in O(n log n) by merging (Knight 1966, "A computer method for
/// calculating Kendall's tau with ungrouped data").
/// </summary>
/// <param name="Concordant">C.</param>
/// <param name="Discordant">D.</param>
/// <param name="TiedInFirst">T1, pairs tied in both included.</param>
/// <param name="TiedInSecond">T2, pairs tied in both included.</param>
/// <param name="Pairs">N.</param>
public readonly record struct KendallTau(long Concordant, long Discordant, long TiedInFirst, long TiedInSecond, long Pairs)
{
    /// <summary>tau-b in [-1, 1]; not a number where one ranking ties everything.</summary>
    public double Value => Pairs > TiedInFirst && Pairs > TiedInSecond
        ? (Concordant - Discordant) / Math.Sqrt((double)(Pairs - TiedInFirst) * (Pairs - TiedInSecond))
        : double.NaN;

    /// <summary>Compares two rankings of the same things.</summary>
    /// <param name="first">Ranks; equal ones are ties.</param>
    /// <param name="second">As many.</param>
    /// <exception cref="ArgumentException">They are of different lengths.</exception>
    public static KendallTau Between(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"{first.Length} ranks cannot be compared with {second.Length}.");
        }

        var pairs = new (int First, int Second)[first.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            pairs[i] = (first[i], second[i]);
        }

        Array.Sort(pairs);
        long tiedInFirst = Tied(pairs.Length, (i, j) => pairs[i].First == pairs[j].First);
        long tiedInBoth = Tied(pairs.Length, (i, j) => pairs[i] == pairs[j]);
        int[] seconds = [.. pairs.Select(p => p.Second)];

        // Within a tie of the first the second ascends, so no inversion is counted there.
        long discordant = Inversions(seconds, new int[seconds.Length]);
        long tiedInSecond = Tied(seconds.Length, (i, j) => seconds[i] == seconds[j]);
        long all = (long)pairs.Length * (pairs.Length - 1) / 2;
        long concordant = all - tiedInFirst - tiedInSecond + tiedInBoth - discordant;
        return new KendallTau(concordant, discordant, tiedInFirst, tiedInSecond, all);
    }

    // Pairs within runs of equal neighbours.
    private static long Tied(int count, Func<int, int, bool> same)
    {
        long tied = 0;
        for (int i = 1, run = 1; i <= count; i++, run++)
        {
            if (i == count || !same(i - 1, i))
            {
                tied += (long)run * (run - 1) / 2;
                run = 0;
            }
        }

        return tied;
    }

    // Sorts, and counts the pairs that stood the wrong way round.
    private static long Inversions(Span<int> numbers, Span<int> scratch)
    {
        if (numbers.Length < 2)
        {
            return 0;
        }

        int middle = numbers.Length / 2;
        long count = Inversions(numbers[..middle], scratch[..middle]) + Inversions(numbers[middle..], scratch[middle..]);
        for (int left = 0, right = middle, at = 0; at < numbers.Length; at++)
        {
            if (right == numbers.Length || (left < middle && numbers[left] <= numbers[right]))
            {
                scratch[at] = numbers[left++];
            }
            else
            {
                scratch[at] = numbers[right++];
                count += middle - left;
            }
        }

        scratch.CopyTo(numbers);
        return count;
    }
}
