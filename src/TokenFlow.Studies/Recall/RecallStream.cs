using TokenFlow.Base.Numerics;

namespace TokenFlow.Studies.Recall;

/// <summary>The streams of the scenario's seed that the recall task draws from, away from those of embeddings and weights.</summary>
internal static class RecallStream
{
    /// <summary>Codewords: the word's number is added.</summary>
    public const ulong Word = (1UL << 62) | (1UL << 40);

    /// <summary>The direction that facts share.</summary>
    public const ulong Mark = (1UL << 62) | (2UL << 40);

    /// <summary>Which words are written, in which order.</summary>
    public const ulong Words = (1UL << 62) | (3UL << 40);

    /// <summary>Where they are written, in which order.</summary>
    public const ulong Tokens = (1UL << 62) | (4UL << 40);

    /// <summary>Where it is read.</summary>
    public const ulong Readers = (1UL << 62) | (5UL << 40);

    /// <summary>Distractors: the token's position is added.</summary>
    public const ulong Distractor = (1UL << 62) | (6UL << 40);

    /// <summary>Which word wins among equals.</summary>
    public const ulong Ties = (1UL << 62) | (7UL << 40);
}

/// <summary>Seeded orders (Fisher and Yates 1938, in Durstenfeld's form).</summary>
internal static class Shuffle
{
    /// <summary>The items in a random order, every order equally likely.</summary>
    public static int[] Of(IEnumerable<int> items, SeededRandom random)
    {
        int[] order = [.. items];
        for (int i = 0; i < order.Length - 1; i++)
        {
            int other = i + random.Next(order.Length - i);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }
}
