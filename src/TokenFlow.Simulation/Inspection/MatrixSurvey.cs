using System.Runtime.CompilerServices;
using TokenFlow.Attention.Kernels;
using TokenFlow.Base.Threading;
using TokenFlow.Simulation.State;

namespace TokenFlow.Simulation.Inspection;

/// <summary>
/// Fills weight matrices, a row of cells an item: weights are recomputed a query at a time from the kernel's log-sum-exp and
/// added up at once, so nothing of size n x w is kept. A cell is one thread's own and its sum has a fixed order.
/// </summary>
internal sealed class MatrixSurvey
{
    private readonly FlowState _state;
    private readonly WorkerTeam _team;
    private readonly Action<int, int> _fillRow;

    // [threads][tokens], made at the first matrix; sums in double, so that long blocks add up to 1 as well as short ones.
    private readonly int[][] _keys;
    private readonly float[][] _weights;
    private readonly double[][] _sums;
    private WeightMatrix _into = new();

    public MatrixSurvey(FlowState state, WorkerTeam team)
    {
        _state = state;
        _team = team;
        _fillRow = FillRow;
        (_keys, _weights, _sums) = (new int[team.Threads][], new float[team.Threads][], new double[team.Threads][]);
    }

    public void Fill(WeightMatrix into, int head, int maxCells)
    {
        if (ReferenceEquals(into.Source, this) && into.Revision == _state.Revision && into.Head == head && into.MaxCells == maxCells)
        {
            return;
        }

        int n = _state.Tokens;
        int block = ((n - 1) / maxCells) + 1;
        int cells = ((n - 1) / block) + 1;
        (into.Head, into.Tokens, into.Block, into.Cells, into.MaxCells) = (head, n, block, cells, maxCells);
        if (into.Buffer.Length < checked(cells * cells))
        {
            into.Buffer = new float[cells * cells];
        }

        _into = into;
        _team.Run(cells, _fillRow);
        (into.Source, into.Revision) = (this, _state.Revision);
        into.Version++;
    }

    private void FillRow(int row, int worker)
    {
        int n = _state.Tokens;
        int[] keys = _keys[worker] ??= new int[n];
        float[] weights = _weights[worker] ??= new float[n];
        double[] sums = _sums[worker] ??= new double[n];
        int block = _into.Block;
        int cells = _into.Cells;
        int first = row * block;
        int end = Math.Min(n, first + block);
        int firstHead = Math.Max(0, _into.Head);
        int endHead = _into.Head < 0 ? _state.Heads : _into.Head + 1;
        AttentionInputs inputs = _state.Inputs;
        Array.Clear(sums, 0, cells);
        for (int head = firstHead; head < endHead; head++)
        {
            for (int query = first; query < end; query++)
            {
                int count = EdgeWeights.CopyRow(inputs, _state.Plan, _state.LogSumExp, head, query, keys, weights, []);
                AddRow(keys.AsSpan(0, count), weights.AsSpan(0, count), block, sums);
            }
        }

        Span<float> into = _into.Buffer.AsSpan(row * cells, cells);
        double share = 1.0 / ((long)(end - first) * (endHead - firstHead));
        for (int c = 0; c < cells; c++)
        {
            into[c] = (float)(sums[c] * share);
        }
    }

    // Keys ascend, so a cell's are next to one another: no division a key.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(ReadOnlySpan<int> keys, ReadOnlySpan<float> weights, int block, double[] sums)
    {
        int e = 0;
        while (e < keys.Length)
        {
            int cell = keys[e] / block;
            long end = ((long)cell + 1) * block;
            double sum = 0;
            for (; e < keys.Length && keys[e] < end; e++)
            {
                sum += weights[e];
            }

            sums[cell] += sum;
        }
    }
}
