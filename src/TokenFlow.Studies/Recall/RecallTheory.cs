namespace TokenFlow.Studies.Recall;

/// <summary>What theory expects of a run's recall, to stand beside what is measured.</summary>
public static class RecallTheory
{
    /// <summary>
    /// How far the measured knee (mean recall 0.9 over 20 seeds, <see cref="Knee"/>) may lie from <see cref="Superposition"/>: within
    /// a factor of 2 either way, where that is 1 or more. It asks where recall begins to fall, the estimate where it is gone, so
    /// the knee comes out somewhat below: measured at M = 1,024 (the README's sweep of ranks): 0.72 of it at R = 128, 0.87 at 64, 0.94 at 32, 0.98 at 16.
    /// </summary>
    public const double Band = 2;

    /// <summary>
    /// The rank bound: min(D, sum of the hubs' ranks). What reaches a reader lies in a space of so many dimensions, and a
    /// linear probe tells no more facts apart than that where all combinations of them can occur.
    /// </summary>
    /// <param name="dimensions">D, all heads together.</param>
    /// <param name="ranks">Each hub's directions, all heads together.</param>
    public static double RankBound(int dimensions, IEnumerable<int> ranks) => Math.Min(dimensions, ranks.Sum(r => (long)r));

    /// <summary>
    /// Where a matched filter breaks on superposed facts: R / (2 ln M). k random directions of R dimensions disturb each other by
    /// noise of variance k / R, and the greatest of M such disturbances is about sqrt(2 ln M k / R); it reaches the signal, 1, at
    /// this k (Elhage et al. 2022, "Toy models of superposition", on interference; Tropp and Gilbert 2007, "Signal recovery
    /// from random measurements via orthogonal matching pursuit", theorem 2, for the same order k ln M of measurements).
    /// </summary>
    /// <param name="rank">R, the rank that is left.</param>
    /// <param name="words">M, at least 2.</param>
    public static double Superposition(double rank, int words) => rank / (2 * Math.Log(words));

    /// <summary>
    /// Shannon's bound: the largest k with log2 C(M, k) at most the bits sent. Which k of M words were written is one of
    /// C(M, k) messages, all equally likely, and no more of them can be told apart than 2^bits (Shannon 1948, "A
    /// mathematical theory of communication", section 13 and, for the Gaussian channel that bits become, section 25).
    /// </summary>
    /// <param name="words">M.</param>
    /// <param name="bits">All that hubs send, in all layers that carry anything.</param>
    public static int ShannonFacts(int words, double bits)
    {
        // C(M, k) grows up to M / 2; beyond it naming what was not written takes less.
        double needed = 0;
        int facts = 0;
        while (facts < words)
        {
            needed += Math.Log2((double)(words - facts) / (facts + 1));
            if (needed > bits && facts < words / 2)
            {
                break;
            }

            facts++;
        }

        return facts;
    }
}
