using System.Runtime.InteropServices;

namespace TokenFlow.Attention.Patterns;

/// <summary>Consecutive tokens [Start, End).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TokenRange(int Start, int End)
{
    /// <summary>How many tokens there are.</summary>
    public int Length => End - Start;

    /// <summary>Gathers ascending, distinct tokens into maximal ranges.</summary>
    internal static TokenRange[] Gather(ReadOnlySpan<int> ascending)
    {
        var ranges = new List<TokenRange>();
        foreach (int token in ascending)
        {
            if (ranges.Count > 0 && ranges[^1].End == token)
            {
                ranges[^1] = new(ranges[^1].Start, token + 1);
            }
            else
            {
                ranges.Add(new(token, token + 1));
            }
        }
        return [.. ranges];
    }

    /// <summary>
    /// Moves a cursor to the first range that ends after <paramref name="token"/>. Cursors only go forward; a short
    /// step is tried before a binary search, because sweeps mostly move to the next range.
    /// </summary>
    internal static void Seek(TokenRange[] ranges, ref int cursor, int token)
    {
        if (cursor >= ranges.Length || ranges[cursor].End > token)
        {
            return;
        }

        cursor++;
        if (cursor >= ranges.Length || ranges[cursor].End > token)
        {
            return;
        }

        int low = cursor + 1, high = ranges.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (ranges[middle].End > token)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }
        cursor = low;
    }
}
