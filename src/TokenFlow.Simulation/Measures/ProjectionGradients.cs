using System.Numerics.Tensors;
using TokenFlow.Attention.Threading;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Simulation.Measures;

/// <summary>
/// The backward pass of Q = N(X) W for the matrices of a layer, N scaling each token's vector to unit mean square: from the
/// gradients of queries and keys to that of X. With s = sqrt(mean x^2 + 1e-12) and n = x / s:
/// dn = sum over the matrices of W dQ, dx = (dn - n (n . dn) / width) / s.
/// </summary>
internal sealed class ProjectionGradients
{
    private const int TokensAnItem = 64;
    private const float Least = 1e-12f;
    private readonly RandomWeights _weights;
    private readonly WorkerTeam _team;
    private readonly int _tokens;
    private readonly int _heads;
    private readonly int _headDim;
    private readonly float[][] _matrices;
    private readonly float[][] _scratch;
    private readonly Action<int, int> _body;
    private float[][] _gradients = [];
    private float[] _start = [];
    private float[] _sum = [];
    private int _layer = -1;

    public ProjectionGradients(RandomWeights weights, FlowRecord record, WorkerTeam team)
    {
        (_weights, _team) = (weights, team);
        (_tokens, _heads, _headDim) = (record.Tokens, record.Heads, record.HeadDim);
        int width = _heads * _headDim;
        _matrices = new float[record.Layers[0].GlobalQuery.Length > 0 ? 4 : 2][];
        for (int m = 0; m < _matrices.Length; m++)
        {
            _matrices[m] = new float[width * width];
        }

        _scratch = new float[team.Threads][];
        for (int worker = 0; worker < _scratch.Length; worker++)
        {
            _scratch[worker] = new float[3 * width];
        }

        _body = AddTokens;
    }

    /// <summary>Adds the gradient of the layer's input.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="gradients">Of queries, keys, and of both for global rows where they have their own; each [heads][tokens][headDim].</param>
    /// <param name="sum">[heads][tokens][headDim]; added to.</param>
    public void Add(LayerRecord layer, float[][] gradients, float[] sum)
    {
        if (_layer != layer.Layer)
        {
            for (int m = 0; m < _matrices.Length; m++)
            {
                _weights.FillXavier(_matrices[m], layer.Layer, m);
            }

            _layer = layer.Layer;
        }

        (_gradients, _start, _sum) = (gradients, layer.Start, sum);
        _team.Run((_tokens + TokensAnItem - 1) / TokensAnItem, _body);
    }

    private void AddTokens(int item, int worker)
    {
        for (int i = item * TokensAnItem; i < Math.Min(_tokens, (item + 1) * TokensAnItem); i++)
        {
            AddToken(i, _scratch[worker]);
        }
    }

    private void AddToken(int token, Span<float> scratch)
    {
        int width = _heads * _headDim;
        Span<float> gradient = scratch[..width], x = scratch.Slice(width, width), inner = scratch.Slice(2 * width, width);
        inner.Clear();
        bool any = false;
        for (int m = 0; m < _matrices.Length; m++)
        {
            Gather(_gradients[m], token, gradient);
            if (gradient.IndexOfAnyExcept(0f) < 0)
            {
                continue;
            }

            any = true;
            for (int c = 0; c < width; c++)
            {
                inner[c] += TensorPrimitives.Dot<float>(_matrices[m].AsSpan(c * width, width), gradient);
            }
        }

        if (!any)
        {
            return;
        }

        Gather(_start, token, x);
        float scale = 1 / MathF.Sqrt((TensorPrimitives.SumOfSquares<float>(x) / width) + Least);
        TensorPrimitives.Multiply(x, scale, x);
        float along = TensorPrimitives.Dot<float>(x, inner) / width;
        for (int h = 0; h < _heads; h++)
        {
            Span<float> sum = _sum.AsSpan(((h * _tokens) + token) * _headDim, _headDim);
            for (int c = 0; c < _headDim; c++)
            {
                int at = (h * _headDim) + c;
                sum[c] += scale * (inner[at] - (x[at] * along));
            }
        }
    }

    // A token's vector, its heads one after the other.
    private void Gather(float[] matrix, int token, Span<float> vector)
    {
        for (int h = 0; h < _heads; h++)
        {
            matrix.AsSpan(((h * _tokens) + token) * _headDim, _headDim).CopyTo(vector[(h * _headDim)..]);
        }
    }
}
