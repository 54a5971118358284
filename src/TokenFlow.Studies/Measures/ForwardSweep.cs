using TokenFlow.Attention.Kernels;
using TokenFlow.Base.Threading;
using TokenFlow.Simulation.Records;

namespace TokenFlow.Studies.Measures;

/// <summary>
/// One layer forwards on a vector over the tokens: what each row reads of it, (1 - alpha) times the mean over the heads of A m. Each row is
/// added up by itself in the order of its keys, so the bits are the same on any number of threads.
/// </summary>
internal sealed class ForwardSweep
{
    private const int RowsAnItem = 32;
    private readonly WorkerTeam _team;
    private readonly int _tokens;
    private readonly int[][] _keys;
    private readonly float[][] _weights;
    private readonly Action<int, int> _body;
    private LayerRecord _layer = null!;
    private double[] _mass = [];
    private double[] _read = [];

    public ForwardSweep(WorkerTeam team, int tokens)
    {
        (_team, _tokens) = (team, tokens);
        (_keys, _weights) = (new int[team.Threads][], new float[team.Threads][]);
        for (int worker = 0; worker < team.Threads; worker++)
        {
            (_keys[worker], _weights[worker]) = (new int[tokens], new float[tokens]);
        }

        _body = ReadRows;
    }

    /// <summary>Reads a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="mass">[tokens] what each token has.</param>
    /// <param name="read">[tokens] what each row reads; written in full.</param>
    public void Read(LayerRecord layer, double[] mass, double[] read)
    {
        (_layer, _mass, _read) = (layer, mass, read);
        _team.Run((_tokens + RowsAnItem - 1) / RowsAnItem, _body);
    }

    private void ReadRows(int item, int worker)
    {
        int[] keys = _keys[worker];
        float[] weights = _weights[worker];
        ReadOnlySpan<float> shares = _layer.KeyShares;
        double scale = (1.0 - _layer.Residual) / _layer.Heads;
        for (int row = item * RowsAnItem; row < Math.Min(_tokens, (item + 1) * RowsAnItem); row++)
        {
            double sum = 0;
            for (int head = 0; head < _layer.Heads; head++)
            {
                int count = EdgeWeights.CopyRow(_layer.Inputs, _layer.Plan, _layer.LogSumExp, head, row, keys, weights, []);
                for (int e = 0; e < count; e++)
                {
                    sum += weights[e] * _mass[keys[e]] * shares[keys[e]];
                }
            }

            _read[row] = scale * sum;
        }
    }
}
