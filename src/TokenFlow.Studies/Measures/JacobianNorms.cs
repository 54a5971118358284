using TokenFlow.Base.Numerics;
using TokenFlow.Base.Threading;
using TokenFlow.Simulation.Records;

namespace TokenFlow.Studies.Measures;

/// <summary>
/// The norm of a reader's Jacobian with respect to each source: || d X[L]_reader / d X[0]_source ||_F, the Frobenius norm of the
/// (heads x headDim)^2 block. How much of a source's change arrives, by Jacobian, is used for over-squashing in graph networks
/// (Topping et al. 2022, "Understanding over-squashing and bottlenecks on graphs via curvature", section 3; Xu et al. 2018,
/// "Representation learning on graphs with jumping knowledge networks", section 3).
/// </summary>
/// <remarks>
/// Weights that do not depend on the values (uniform, content) make the run linear, head by head: the block of head h is its
/// rollout R_h times the identity, and the norm sqrt(headDim sum_h R_h^2). Else one vector-Jacobian product through the
/// kernel's backward pass (and through the normalisation and projections that make queries and keys) gives one row of the
/// blocks of all sources at once; heads x headDim products give them all. Fewer give an estimate: for a vector z of random signs
/// E |J^T z|^2 = |J|_F^2 (Hutchinson 1990, "A stochastic estimator of the trace of the influence matrix for Laplacian smoothing splines").
/// What content weights take from the embedding is held fixed, and so is who attends to whom, the keys that slots chose included.
/// A hub of limited rank or bits sends g (P v + z): the derivative is g P, with the gain g and the noise z held as they were
/// drawn, although z's variance follows the power of P v.
/// </remarks>
public sealed class JacobianNorms : IDisposable
{
    private const int TokensAnItem = 256;
    private const ulong ProbeStream = 0x4A_63_6F_62;
    private readonly FlowRecord _record;
    private readonly WorkerTeam _team;
    private readonly Lazy<LayerGradients> _gradients;

    /// <param name="record">The layers.</param>
    /// <param name="team">The threads; they change no bit.</param>
    public JacobianNorms(FlowRecord record, WorkerTeam team)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(team);
        (_record, _team) = (record, team);
        _gradients = new Lazy<LayerGradients>(() => new LayerGradients(record, team));
    }

    /// <summary>Whether the rollout of each head says it all: no weight depends on a value, and no hub's rank or bits bind.</summary>
    public bool IsRollout => _record.IsLinear && _record.Layers.All(l => l.Senders.Count == 0);

    /// <summary>Backward passes that an exact answer takes where the rollout does not give it.</summary>
    public int ExactPasses => _record.IsLinear ? _record.HeadDim : _record.Heads * _record.HeadDim;

    /// <summary>About how many multiply-adds a backward pass takes, over all layers.</summary>
    public double OperationsAPass
    {
        get
        {
            // Five products of an edge (Dao et al. 2022, Algorithm 4), the weights made twice; four projections a token.
            const int ProductsAnEdge = 7, Projections = 4;
            double width = _record.Heads * _record.HeadDim;
            double edges = _record.Layers.Sum(l => (double)l.Plan.Edges) * width * ProductsAnEdge;
            return edges + (_record.IsLinear ? 0 : _record.Layers.Count * (double)_record.Tokens * width * width * Projections);
        }
    }

    /// <summary>The exact norms of all sources at one reader, by whichever way is shorter.</summary>
    /// <param name="reader">The token that has read.</param>
    /// <param name="progress">Told after each backward pass how many of how many are done.</param>
    /// <param name="cancellation">Breaks off between two passes.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public JacobianInfluence Onto(int reader, Action<int, int>? progress = null, CancellationToken cancellation = default) =>
        IsRollout ? Linear(reader) : Backward(reader, progress, cancellation);

    /// <summary>The norms estimated from random directions: O(probes) backward passes.</summary>
    /// <param name="reader">The token that has read.</param>
    /// <param name="probes">How many directions, at least 1.</param>
    /// <param name="seed">Their seed.</param>
    /// <param name="progress">Told after each backward pass how many of how many are done.</param>
    /// <param name="cancellation">Breaks off between two passes.</param>
    public JacobianInfluence Estimate(int reader, int probes, ulong seed, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(probes, 1);
        var random = new SeededRandom(seed, ProbeStream);
        return Pass(
            reader,
            probes,
            JacobianMethod.Estimate,
            1.0 / probes,
            (_, gradient) => Seed(gradient, reader, (_, _) => random.Next(2) == 0 ? -1 : 1),
            progress,
            cancellation);
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        if (_gradients.IsValueCreated)
        {
            _gradients.Value.Dispose();
        }
    }

    /// <summary>Head by head, the rollout times the identity.</summary>
    internal JacobianInfluence Linear(int reader)
    {
        _record.CheckToken(reader, nameof(reader));
        int n = _record.Tokens;
        var sweep = new TransposedSweep(_team, n, lanes: 1);
        var squares = new double[n];
        var vector = new double[n];
        for (int head = 0; head < _record.Heads; head++)
        {
            Array.Clear(vector);
            vector[reader] = 1;
            for (int layer = _record.Layers.Count - 1; layer >= 0; layer--)
            {
                sweep.Back(_record.Layers[layer], head, 1, vector);
            }

            for (int i = 0; i < n; i++)
            {
                squares[i] += _record.HeadDim * vector[i] * vector[i];
            }
        }

        return new JacobianInfluence(reader, Roots(squares), JacobianMethod.Linear, 0);
    }

    // Where the run is linear no head hears of another, and one pass serves the same dimension of all heads.
    public JacobianInfluence Backward(int reader, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        int d = _record.HeadDim;
        bool together = _record.IsLinear;
        return Pass(
            reader,
            ExactPasses,
            JacobianMethod.Backward,
            1,
            (pass, gradient) => Seed(gradient, reader, (head, column) => (together ? column : (head * d) + column) == pass ? 1 : 0),
            progress,
            cancellation);
    }

    private static double[] Roots(double[] squares) => [.. squares.Select(Math.Sqrt)];

    private void Seed(float[] gradient, int reader, Func<int, int, float> of)
    {
        for (int head = 0; head < _record.Heads; head++)
        {
            for (int column = 0; column < _record.HeadDim; column++)
            {
                gradient[(((head * _record.Tokens) + reader) * _record.HeadDim) + column] = of(head, column);
            }
        }
    }

    private JacobianInfluence Pass(
        int reader,
        int passes,
        JacobianMethod method,
        double scale,
        Action<int, float[]> seed,
        Action<int, int>? progress,
        CancellationToken cancellation)
    {
        _record.CheckToken(reader, nameof(reader));
        int n = _record.Tokens;
        var squares = new double[n];
        var gradient = new float[_record.Heads * n * _record.HeadDim];
        Action<int> add = item => AddSquares(gradient, squares, item);
        for (int pass = 0; pass < passes; pass++)
        {
            cancellation.ThrowIfCancellationRequested();
            Array.Clear(gradient);
            seed(pass, gradient);
            for (int layer = _record.Layers.Count - 1; layer >= 0; layer--)
            {
                _gradients.Value.Back(_record.Layers[layer], gradient);
            }

            _team.Run((n + TokensAnItem - 1) / TokensAnItem, add);
            progress?.Invoke(pass + 1, passes);
        }

        for (int i = 0; i < n; i++)
        {
            squares[i] *= scale;
        }

        return new JacobianInfluence(reader, Roots(squares), method, passes);
    }

    private void AddSquares(float[] gradient, double[] squares, int item)
    {
        int n = _record.Tokens, d = _record.HeadDim;
        for (int i = item * TokensAnItem; i < Math.Min(n, (item + 1) * TokensAnItem); i++)
        {
            for (int head = 0; head < _record.Heads; head++)
            {
                foreach (float number in gradient.AsSpan(((head * n) + i) * d, d))
                {
                    squares[i] += (double)number * number;
                }
            }
        }
    }
}

/// <summary>How strongly a reader answers to each source.</summary>
/// <param name="Reader">The reader.</param>
/// <param name="Norms">[tokens] the Frobenius norm of the block of each source.</param>
/// <param name="Method">How it was found.</param>
/// <param name="Passes">Backward passes that were made.</param>
public sealed record JacobianInfluence(int Reader, IReadOnlyList<double> Norms, JacobianMethod Method, int Passes);

/// <summary>How Jacobian norms were found.</summary>
public enum JacobianMethod
{
    /// <summary>Exactly, by the rollout of each head: the weights do not depend on the values.</summary>
    Linear,

    /// <summary>Exactly, by a backward pass for each dimension of the reader.</summary>
    Backward,

    /// <summary>As a mean over seeded random directions of the reader.</summary>
    Estimate,
}
