using System.Numerics.Tensors;

namespace TokenFlow.Studies.Recall;

/// <summary>
/// What hubs leave of the codewords, Phi c with Phi = sum over the hubs of P_h, in the coordinates that a probe works in. Where
/// the hubs' directions are orthonormal all together the coordinates are along them, sum of r a head; else they are the D of
/// the values themselves. Made anew when the hubs' directions change. Not
/// thread-safe.
/// </summary>
internal sealed class RecallChannel
{
    private readonly int _heads;
    private readonly int _headDim;

    // [heads][rows][headDim] from values to coordinates; empty where the coordinates are the values.
    private readonly float[] _map;
    private GramInverse? _inverse;

    private RecallChannel(Codebook codebook, int heads, int headDim, int rows, float[] map, float[] words)
    {
        _heads = heads;
        _headDim = headDim;
        _map = map;
        Rows = rows;
        Words = words;
        Count = codebook.Words;
        Coordinates = heads * rows;
        InverseLengths = LengthsOf(words, Coordinates, Count);
    }

    /// <summary>Coordinates a head.</summary>
    public int Rows { get; }

    /// <summary>All heads' coordinates.</summary>
    public int Coordinates { get; }

    /// <summary>M.</summary>
    public int Count { get; }

    /// <summary>[coordinates][words] the codewords as hubs leave them.</summary>
    public float[] Words { get; }

    /// <summary>[words] 1 / |Phi c|; 0 for a word of which nothing is left.</summary>
    public float[] InverseLengths { get; }

    /// <summary>The inverse for least squares, made when it is first asked for.</summary>
    public GramInverse Inverse => _inverse ??= GramInverse.Of(Words, Coordinates, Count);

    /// <summary>The channel.</summary>
    /// <param name="codebook">The vocabulary.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="headDim">Dimensions a head.</param>
    /// <param name="hubs">Each hub's orthonormal directions, [heads][rank][headDim]; null for a hub that lets everything through.</param>
    public static RecallChannel Of(Codebook codebook, int heads, int headDim, IReadOnlyList<float[]?> hubs)
    {
        if (hubs.All(h => h is null))
        {
            return new RecallChannel(codebook, heads, headDim, headDim, [], codebook.Columns);
        }

        float[] directions = StackOf(hubs, heads, headDim, out int rows);
        bool apart = hubs.All(h => h is not null) && rows <= headDim && AreOrthonormal(directions, heads, rows, headDim);
        float[] map = apart ? directions : SumOf(directions, hubs.Count(h => h is null), heads, rows, headDim);
        rows = apart ? rows : headDim;
        return new RecallChannel(codebook, heads, headDim, rows, apart ? map : [], Mapped(codebook, map, heads, rows, headDim));
    }

    /// <summary>A value in the probe's coordinates.</summary>
    /// <param name="value">[heads][headDim].</param>
    /// <param name="into">[coordinates].</param>
    public void Map(ReadOnlySpan<float> value, Span<float> into)
    {
        if (_map.Length == 0)
        {
            value.CopyTo(into);
            return;
        }

        for (int h = 0; h < _heads; h++)
        {
            for (int i = 0; i < Rows; i++)
            {
                into[(h * Rows) + i] = Product(_map.AsSpan(((h * Rows) + i) * _headDim, _headDim), value.Slice(h * _headDim, _headDim));
            }
        }
    }

    // In order: the same bits whatever the machine's vectors are.
    private static float Product(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double sum = 0;
        for (int c = 0; c < x.Length; c++)
        {
            sum += (double)x[c] * y[c];
        }

        return (float)sum;
    }

    // [heads][rows][headDim], the hubs' directions under each other.
    private static float[] StackOf(IReadOnlyList<float[]?> hubs, int heads, int headDim, out int rows)
    {
        rows = hubs.Sum(h => (h?.Length ?? 0) / (heads * headDim));
        var stack = new float[heads * rows * headDim];
        int before = 0;
        foreach (float[]? hub in hubs)
        {
            int block = (hub?.Length ?? 0) / heads;
            for (int h = 0; h < heads && hub is not null; h++)
            {
                hub.AsSpan(h * block, block).CopyTo(stack.AsSpan(((h * rows) * headDim) + before));
            }

            before += block;
        }

        return stack;
    }

    private static bool AreOrthonormal(float[] stack, int heads, int rows, int headDim)
    {
        const float Rounding = 1e-4f;
        for (int h = 0; h < heads; h++)
        {
            for (int i = 0; i < rows; i++)
            {
                ReadOnlySpan<float> row = stack.AsSpan(((h * rows) + i) * headDim, headDim);
                for (int j = 0; j <= i; j++)
                {
                    float product = TensorPrimitives.Dot(row, stack.AsSpan(((h * rows) + j) * headDim, headDim));
                    if (MathF.Abs(product - (i == j ? 1 : 0)) > Rounding)
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    // [heads][headDim][headDim], identity times the free hubs plus the sum of u u^T.
    private static float[] SumOf(float[] stack, int free, int heads, int rows, int headDim)
    {
        var sum = new float[heads * headDim * headDim];
        for (int h = 0; h < heads; h++)
        {
            Span<float> matrix = sum.AsSpan(h * headDim * headDim, headDim * headDim);
            for (int c = 0; c < headDim; c++)
            {
                matrix[(c * headDim) + c] = free;
            }

            for (int i = 0; i < rows; i++)
            {
                ReadOnlySpan<float> direction = stack.AsSpan(((h * rows) + i) * headDim, headDim);
                for (int c = 0; c < headDim; c++)
                {
                    Span<float> row = matrix.Slice(c * headDim, headDim);
                    TensorPrimitives.FusedMultiplyAdd(direction, direction[c], row, row);
                }
            }
        }

        return sum;
    }

    private static float[] Mapped(Codebook codebook, float[] map, int heads, int rows, int headDim)
    {
        int words = codebook.Words;
        var mapped = new float[heads * rows * words];
        for (int h = 0; h < heads; h++)
        {
            for (int i = 0; i < rows; i++)
            {
                Span<float> sum = mapped.AsSpan(((h * rows) + i) * words, words);
                for (int c = 0; c < headDim; c++)
                {
                    float factor = map[(((h * rows) + i) * headDim) + c];
                    TensorPrimitives.FusedMultiplyAdd(codebook.Columns.AsSpan(((h * headDim) + c) * words, words), factor, sum, sum);
                }
            }
        }

        return mapped;
    }

    private static float[] LengthsOf(float[] columns, int coordinates, int words)
    {
        var lengths = new float[words];
        for (int i = 0; i < coordinates; i++)
        {
            ReadOnlySpan<float> row = columns.AsSpan(i * words, words);
            TensorPrimitives.FusedMultiplyAdd(row, row, lengths, lengths);
        }

        // Below the rounding of a float there is nothing left of a word of length 1.
        foreach (ref float length in lengths.AsSpan())
        {
            length = length > 1e-12f ? 1 / MathF.Sqrt(length) : 0;
        }

        return lengths;
    }
}
