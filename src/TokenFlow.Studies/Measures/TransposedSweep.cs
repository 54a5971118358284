using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Threading;
using TokenFlow.Simulation.Records;

namespace TokenFlow.Studies.Measures;

/// <summary>
/// One layer backwards on vectors over the tokens: r' = alpha r + (1 - alpha) mean over heads of A^T r. A row of weights is made
/// when its number is not 0, used and forgotten: O(edges) time, O(tokens) memory. Rows are cut into parts by their count alone
/// and parts are added in order, so the bits are the same on any number of threads.
/// </summary>
/// <remarks>
/// A lane is a vector that passes fewer edges than the one before: the first all of them, the second those whose key is no
/// hub, the third of these those that are no random links. The ways of the mass follow as differences.
/// </remarks>
internal sealed class TransposedSweep
{
    private const int Parts = 16;
    private readonly WorkerTeam _team;
    private readonly int _tokens;
    private readonly int _lanes;
    private readonly double[][] _sums;
    private readonly int[] _rows;
    private readonly int[][] _keys;
    private readonly float[][] _weights;
    private readonly EdgeWay[][] _ways;
    private readonly Action<int, int> _part;
    private readonly Action<int> _add;
    private LayerRecord _layer = null!;
    private double[] _vectors = [];
    private int _firstHead;
    private int _endHead;
    private int _count;
    private bool _passesShares;

    /// <param name="team">The threads.</param>
    /// <param name="tokens">Tokens.</param>
    /// <param name="lanes">Vectors that go together, 1 to 3.</param>
    public TransposedSweep(WorkerTeam team, int tokens, int lanes)
    {
        (_team, _tokens, _lanes) = (team, tokens, lanes);
        _sums = new double[Parts][];
        for (int part = 0; part < Parts; part++)
        {
            _sums[part] = new double[tokens * lanes];
        }

        _rows = new int[tokens];
        (_keys, _weights, _ways) = (new int[team.Threads][], new float[team.Threads][], new EdgeWay[team.Threads][]);
        for (int worker = 0; worker < team.Threads; worker++)
        {
            (_keys[worker], _weights[worker], _ways[worker]) = (new int[tokens], new float[tokens], new EdgeWay[tokens]);
        }

        _part = SumPart;
        _add = AddParts;
    }

    /// <summary>Takes the vectors through a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="firstHead">The first head that counts.</param>
    /// <param name="heads">How many count; the mean is over them.</param>
    /// <param name="vectors">[tokens][lanes] r, replaced by r'.</param>
    public void Back(LayerRecord layer, int firstHead, int heads, double[] vectors)
    {
        (_layer, _vectors, _firstHead, _endHead) = (layer, vectors, firstHead, firstHead + heads);
        _passesShares = layer.LimitsKeys;
        _count = 0;
        for (int i = 0; i < _tokens; i++)
        {
            // The first lane passes the most edges: where it is 0 the others are.
            if (vectors[i * _lanes] != 0)
            {
                _rows[_count++] = i;
            }
        }

        _team.Run(Parts, _part);
        _team.Run(Parts, _add);
    }

    private void SumPart(int part, int worker)
    {
        double[] sums = _sums[part];
        Array.Clear(sums);
        int from = (int)((long)_count * part / Parts), to = (int)((long)_count * (part + 1) / Parts);
        double share = (1.0 - _layer.Residual) / (_endHead - _firstHead);
        if (share == 0)
        {
            return;
        }

        for (int r = from; r < to; r++)
        {
            for (int head = _firstHead; head < _endHead; head++)
            {
                AddRow(sums, _rows[r], head, share, worker);
            }
        }
    }

    private void AddRow(double[] sums, int row, int head, double share, int worker)
    {
        int[] keys = _keys[worker];
        float[] weights = _weights[worker];
        EdgeWay[] ways = _ways[worker];
        int count = EdgeWeights.CopyRow(_layer.Inputs, _layer.Plan, _layer.LogSumExp, head, row, keys, weights, _lanes > 1 ? ways : []);
        if (_passesShares)
        {
            for (int e = 0; e < count; e++)
            {
                weights[e] *= _layer.KeyShares[keys[e]];
            }
        }

        double all = share * _vectors[row * _lanes];
        if (_lanes == 1)
        {
            for (int e = 0; e < count; e++)
            {
                sums[keys[e]] += all * weights[e];
            }

            return;
        }

        AttentionLayout layout = _layer.Plan.Head(head);
        for (int e = 0; e < count; e++)
        {
            int at = keys[e] * _lanes;
            double weight = share * weights[e];
            sums[at] += weight * _vectors[row * _lanes];
            if (ways[e] == EdgeWay.Hub && layout.IsHub(keys[e]))
            {
                continue;
            }

            sums[at + 1] += weight * _vectors[(row * _lanes) + 1];
            if (_lanes > 2 && ways[e] != EdgeWay.Random)
            {
                sums[at + 2] += weight * _vectors[(row * _lanes) + 2];
            }
        }
    }

    private void AddParts(int slice)
    {
        int length = _tokens * _lanes;
        int from = (int)((long)length * slice / Parts), to = (int)((long)length * (slice + 1) / Parts);
        double residual = _layer.Residual;
        for (int i = from; i < to; i++)
        {
            double sum = 0;
            for (int part = 0; part < Parts; part++)
            {
                sum += _sums[part][i];
            }

            _vectors[i] = (residual * _vectors[i]) + sum;
        }
    }
}
