using TokenFlow.Base.Numerics;

namespace TokenFlow.Attention.Patterns;

/// <summary>The random blocks that each block row of a BigBird head reads, ascending and distinct from all others it reads.</summary>
internal sealed class RandomLinks
{
    private readonly int[] _blocks;
    private readonly int[] _starts;

    private RandomLinks(int block, int[] blocks, int[] starts)
    {
        Block = block;
        _blocks = blocks;
        _starts = starts;
    }

    /// <summary>Tokens a block.</summary>
    public int Block { get; }

    /// <summary>How many block rows there are; the last may be short.</summary>
    public int Rows => _starts.Length - 1;

    /// <summary>The random blocks of a block row, ascending.</summary>
    public ReadOnlySpan<int> Of(int blockRow) => _blocks.AsSpan(_starts[blockRow], _starts[blockRow + 1] - _starts[blockRow]);

    /// <summary>
    /// How many random blocks a row has: <paramref name="wanted"/>, or as many as are left beside {0, i-1, i, i+1, L-1}.
    /// The first and the last row read everything and draw none.
    /// </summary>
    public static int CountIn(int blockRow, int rows, int wanted) =>
        blockRow == 0 || blockRow == rows - 1 ? 0 : Math.Min(wanted, Candidates(blockRow, rows));

    /// <summary>
    /// Draws uniformly without replacement (Floyd's method), rows in ascending order from one stream, so the links
    /// depend on seed, head and layer alone.
    /// </summary>
    public static RandomLinks Draw(int tokens, int block, int wanted, ulong seed, int head, int layer)
    {
        int rows = (int)(((long)tokens + block - 1) / block);
        var random = new SeededRandom(seed, ((ulong)(uint)layer << 32) | (uint)head);
        var starts = new int[rows + 1];
        for (int row = 0; row < rows; row++)
        {
            starts[row + 1] = checked(starts[row] + CountIn(row, rows, wanted));
        }

        var blocks = new int[starts[rows]];
        var takenBy = new int[rows];
        for (int row = 1; row < rows - 1; row++)
        {
            Span<int> drawn = blocks.AsSpan(starts[row], starts[row + 1] - starts[row]);
            int candidates = Candidates(row, rows);
            for (int i = 0; i < drawn.Length; i++)
            {
                int upper = candidates - drawn.Length + i;
                int pick = random.Next(upper + 1);
                if (takenBy[pick] == row)
                {
                    pick = upper;
                }

                takenBy[pick] = row;
                drawn[i] = BlockOf(pick, row);
            }
            drawn.Sort();
        }
        return new(block, blocks, starts);
    }

    // Blocks 1 .. L-2 without i-1, i, i+1.
    private static int Candidates(int row, int rows)
    {
        int below = Math.Max(0, row - 2);
        int above = Math.Max(0, rows - 3 - row);
        return below + above;
    }

    private static int BlockOf(int candidate, int row)
    {
        int below = Math.Max(0, row - 2);
        return candidate < below ? candidate + 1 : candidate - below + row + 2;
    }
}
