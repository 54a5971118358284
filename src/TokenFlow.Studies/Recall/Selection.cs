namespace TokenFlow.Studies.Recall;

/// <summary>Picks the least of some numbers without sorting them (Hoare 1961, "Algorithm 65: find").</summary>
internal static class Selection
{
    /// <summary>Brings the least numbers to the front, in no order. They are all different.</summary>
    /// <param name="numbers">The numbers; their order changes.</param>
    /// <param name="count">How many are wanted, from 1 to all.</param>
    public static void Least(Span<ulong> numbers, int count)
    {
        int low = 0;
        int high = numbers.Length - 1;
        while (low < high)
        {
            ulong pivot = MiddleOf(numbers[low], numbers[low + ((high - low) / 2)], numbers[high]);
            int i = low;
            int j = high;
            while (i <= j)
            {
                while (numbers[i] < pivot)
                {
                    i++;
                }

                while (numbers[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (numbers[i], numbers[j]) = (numbers[j], numbers[i]);
                    i++;
                    j--;
                }
            }

            if (count - 1 <= j)
            {
                high = j;
            }
            else if (count - 1 >= i)
            {
                low = i;
            }
            else
            {
                return;
            }
        }
    }

    private static ulong MiddleOf(ulong a, ulong b, ulong c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
