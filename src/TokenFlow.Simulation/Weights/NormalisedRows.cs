using System.Buffers;
using System.Numerics.Tensors;
using TokenFlow.Base.Threading;

namespace TokenFlow.Simulation.Weights;

/// <summary>
/// N(X) W, forward and backward: every token's vector scaled to unit mean square, as a pre-norm transformer does, then
/// multiplied by a matrix over all heads' dimensions. Sums run in a fixed order: the same bits for any number of threads.
/// </summary>
public sealed class NormalisedRows
{
    // Keeps a row of zeros finite: it stays zeros.
    private const float LeastMeanSquare = 1e-12f;
    private const int RowsPerItem = 64;
    private readonly int _tokens;
    private readonly int _heads;
    private readonly int _headDim;
    private readonly int _width;
    private readonly WorkerTeam _team;
    private readonly float[] _rows;
    private readonly float[] _scales;
    private readonly float[] _gradient;
    private readonly Action<int> _multiply;
    private float[] _matrix = [];
    private float[] _target = [];

    /// <param name="tokens">Tokens.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="headDim">Dimensions a head; matrices are (heads x headDim) squared, row-major, a row an input dimension.</param>
    /// <param name="team">The threads that multiply.</param>
    public NormalisedRows(int tokens, int heads, int headDim, WorkerTeam team)
    {
        _tokens = tokens;
        _heads = heads;
        _headDim = headDim;
        _width = heads * headDim;
        _team = team;
        _rows = new float[tokens * _width];
        _scales = new float[tokens];
        _gradient = new float[2 * _width];
        _multiply = MultiplyRows;
    }

    /// <summary>Takes up a layer's input and scales it.</summary>
    /// <param name="input">X, [heads][tokens][headDim].</param>
    public void Take(ReadOnlySpan<float> input)
    {
        for (int i = 0; i < _tokens; i++)
        {
            Span<float> row = _rows.AsSpan(i * _width, _width);
            Gather(input, i, row);
            _scales[i] = ScaleOf(row);
            TensorPrimitives.Multiply(row, _scales[i], row);
        }
    }

    /// <summary>N(X) W.</summary>
    /// <param name="matrix">W.</param>
    /// <param name="target">Where it goes, [heads][tokens][headDim].</param>
    public void Multiply(float[] matrix, float[] target)
    {
        _matrix = matrix;
        _target = target;
        _team.Run((_tokens + RowsPerItem - 1) / RowsPerItem, _multiply);
    }

    /// <summary>
    /// The way back through N(X) W, on the calling thread. With Y = N(X) and r a row's scale: dW += Y^T G, dY = G W^T,
    /// dX += r (dY - Y (dY.Y) / width). Rows without a gradient are passed over.
    /// </summary>
    /// <param name="matrix">W.</param>
    /// <param name="gradient">G, the loss's gradient of the product, [heads][tokens][headDim].</param>
    /// <param name="matrixGradient">dW, added to; empty where it is not wanted.</param>
    /// <param name="inputGradient">dX, [heads][tokens][headDim], added to.</param>
    public void Backward(ReadOnlySpan<float> matrix, ReadOnlySpan<float> gradient, Span<float> matrixGradient, Span<float> inputGradient)
    {
        Span<float> given = _gradient.AsSpan(0, _width), back = _gradient.AsSpan(_width, _width);
        for (int i = 0; i < _tokens; i++)
        {
            Gather(gradient, i, given);
            if (!given.ContainsAnyExcept(0f))
            {
                continue;
            }

            ReadOnlySpan<float> row = _rows.AsSpan(i * _width, _width);
            for (int c = 0; c < _width; c++)
            {
                back[c] = TensorPrimitives.Dot(given, matrix.Slice(c * _width, _width));
                if (!matrixGradient.IsEmpty && row[c] != 0)
                {
                    Span<float> sum = matrixGradient.Slice(c * _width, _width);
                    TensorPrimitives.MultiplyAdd(given, row[c], sum, sum);
                }
            }

            Backward(row, _scales[i], back);
            for (int h = 0; h < _heads; h++)
            {
                Span<float> sum = inputGradient.Slice(((h * _tokens) + i) * _headDim, _headDim);
                TensorPrimitives.Add(sum, back.Slice(h * _headDim, _headDim), sum);
            }
        }
    }

    /// <summary>What a vector is multiplied by to have unit mean square.</summary>
    public static float ScaleOf(ReadOnlySpan<float> row) => 1 / MathF.Sqrt((TensorPrimitives.SumOfSquares(row) / row.Length) + LeastMeanSquare);

    /// <summary>The way back through N of one vector, in place.</summary>
    /// <param name="row">N(x).</param>
    /// <param name="scale">What x was multiplied by.</param>
    /// <param name="gradient">The loss's gradient of N(x); becomes that of x.</param>
    public static void Backward(ReadOnlySpan<float> row, float scale, Span<float> gradient)
    {
        float along = TensorPrimitives.Dot(row, (ReadOnlySpan<float>)gradient) / row.Length;
        TensorPrimitives.MultiplyAdd(row, -along, gradient, gradient);
        TensorPrimitives.Multiply(gradient, scale, gradient);
    }

    private void Gather(ReadOnlySpan<float> matrix, int token, Span<float> row)
    {
        for (int h = 0; h < _heads; h++)
        {
            matrix.Slice(((h * _tokens) + token) * _headDim, _headDim).CopyTo(row[(h * _headDim)..]);
        }
    }

    // Row by row, adding up matrix rows in order of the input dimension.
    private void MultiplyRows(int item)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(_width);
        Span<float> sum = rented.AsSpan(0, _width);
        for (int i = item * RowsPerItem; i < Math.Min(_tokens, (item + 1) * RowsPerItem); i++)
        {
            ReadOnlySpan<float> x = _rows.AsSpan(i * _width, _width);
            sum.Clear();
            for (int c = 0; c < _width; c++)
            {
                TensorPrimitives.MultiplyAdd(_matrix.AsSpan(c * _width, _width), x[c], sum, sum);
            }

            for (int h = 0; h < _heads; h++)
            {
                sum.Slice(h * _headDim, _headDim).CopyTo(_target.AsSpan(((h * _tokens) + i) * _headDim, _headDim));
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }
}
