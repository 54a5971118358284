using TokenFlow.Base.Numerics;

namespace TokenFlow.Studies.Recall;

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
