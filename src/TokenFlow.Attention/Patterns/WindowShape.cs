using System.Runtime.InteropServices;

namespace TokenFlow.Attention.Patterns;

/// <summary>
/// What a row may read for being near, for all rows of one head: a (dilated) band, blocks with their neighbours,
/// or a ring. Windows are clipped to the sequence, never padded.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WindowShape
{
    /// <summary>The token alone: patterns in which being near gives nothing.</summary>
    public static WindowShape Self => Band(0, 0, 1);

    /// <summary>Steps of <see cref="Dilation"/> to the left.</summary>
    public int Left { get; private init; }

    /// <summary>Steps of <see cref="Dilation"/> to the right.</summary>
    public int Right { get; private init; }

    /// <summary>Tokens between neighbouring keys of the band.</summary>
    public int Dilation { get; private init; }

    /// <summary>Tokens a block, or 0 for a band.</summary>
    public int Block { get; private init; }

    /// <summary>Tokens in front (memory, a relay) that stand outside the band and see only themselves in it.</summary>
    public int Front { get; private init; }

    /// <summary>Whether the first and last tokens of the band are neighbours.</summary>
    public bool Ring { get; private init; }

    public static WindowShape Band(int left, int right, int dilation, int front = 0, bool ring = false) =>
        new() { Left = left, Right = right, Dilation = dilation, Front = front, Ring = ring };

    public static WindowShape Blocks(int block) => new() { Block = block, Dilation = 1 };

    /// <summary>The window of row <paramref name="query"/> in a sequence of <paramref name="tokens"/>.</summary>
    public RowWindow At(int query, int tokens)
    {
        if (Block > 0)
        {
            int block = query / Block;
            int first = Math.Max(0, block - 1) * Block;
            int last = (int)Math.Min(tokens, (block + 2L) * Block) - 1;
            return new(first, last, 1);
        }
        if (query < Front)
        {
            return new(query, query, 1);
        }

        int toLeft = Math.Min(Left, (query - Front) / Dilation);
        int toRight = Math.Min(Right, (tokens - 1 - query) / Dilation);
        int extra = -1;
        // Two in a ring are neighbours already.
        if (Ring && tokens - Front >= 3)
        {
            extra = query == Front ? tokens - 1 : query == tokens - 1 ? Front : -1;
        }

        return new(query - (toLeft * Dilation), query + (toRight * Dilation), Dilation, extra);
    }

    /// <summary>The queries in whose window <paramref name="key"/> is: the same shape mirrored.</summary>
    public RowWindow ReadersOf(int key, int tokens) => (this with { Left = Right, Right = Left }).At(key, tokens);
}

/// <summary>The window of one row: First, First + Stride, ... Last, and perhaps one key elsewhere (a ring's other end).</summary>
/// <param name="First">The first key.</param>
/// <param name="Last">The last key, inclusive; below First when the window is empty.</param>
/// <param name="Stride">The dilation, at least 1.</param>
/// <param name="Extra">One more key outside [First, Last], or -1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowWindow(int First, int Last, int Stride, int Extra = -1)
{
    public static RowWindow Empty => new(int.MaxValue, -1, 1);

    public int Count => (Last < First ? 0 : ((Last - First) / Stride) + 1) + (Extra >= 0 ? 1 : 0);

    public bool Contains(int key) =>
        (key >= First && key <= Last && (Stride == 1 || (key - First) % Stride == 0)) || key == Extra;
}
