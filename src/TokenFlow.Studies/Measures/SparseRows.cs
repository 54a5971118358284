using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Threading;
using TokenFlow.Simulation.Records;
using TokenFlow.Simulation.Survey;

namespace TokenFlow.Studies.Measures;

/// <summary>
/// Rows of one layer's weights, the mean over the heads, kept because a graph is solved on them more than once: each edge once,
/// row after row. 8 bytes an edge.
/// </summary>
internal sealed class SparseRows
{
    private const int RowsAnItem = 64;
    private readonly int[] _starts;
    private readonly int[] _keys;
    private readonly float[] _weights;

    private SparseRows(int[] starts, int[] keys, float[] weights) => (_starts, _keys, _weights) = (starts, keys, weights);

    /// <summary>Edges kept.</summary>
    public int Edges => _keys.Length;

    /// <summary>The keys of a row; none where it was not asked for.</summary>
    public ReadOnlySpan<int> Keys(int row) => _keys.AsSpan(_starts[row], _starts[row + 1] - _starts[row]);

    /// <summary>The weights of a row, what a limited hub does not send left out.</summary>
    public ReadOnlySpan<float> Weights(int row) => _weights.AsSpan(_starts[row], _starts[row + 1] - _starts[row]);

    /// <summary>No fewer edges than the rows have: heads that read different keys count apart.</summary>
    public static long Count(LayerRecord layer, ReadOnlySpan<bool> rows)
    {
        long edges = 0;
        for (int head = 0; head < layer.Heads; head++)
        {
            AttentionLayout layout = layer.Plan.Head(head);
            if (head > 0 && ReferenceEquals(layout, layer.Plan.Head(0)))
            {
                continue;
            }

            for (int row = 0; row < rows.Length; row++)
            {
                edges += rows[row] ? layout.CountKeys(row) : 0;
            }
        }

        return edges;
    }

    /// <summary>Gathers rows of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="rows">[tokens] which rows.</param>
    /// <param name="team">The threads.</param>
    public static SparseRows Of(LayerRecord layer, bool[] rows, WorkerTeam team)
    {
        int tokens = layer.Tokens;
        int items = (tokens + RowsAnItem - 1) / RowsAnItem;
        var parts = new (int[] Keys, float[] Weights)[items];
        var starts = new int[tokens + 1];
        var scratch = new RowScratch[team.Threads];
        team.Run(items, (item, worker) =>
        {
            RowScratch row = scratch[worker] ??= new RowScratch(tokens, layer.Heads);
            var keys = new List<int>();
            var weights = new List<float>();
            for (int i = item * RowsAnItem; i < Math.Min(tokens, (item + 1) * RowsAnItem); i++)
            {
                if (!rows[i])
                {
                    continue;
                }

                row.Gather(i, layer.Inputs, layer.Plan, layer.LogSumExp);
                starts[i + 1] = row.Keys.Length;
                keys.AddRange(row.Keys);
                weights.AddRange(row.Weights);
            }

            parts[item] = ([.. keys], [.. weights]);
        });
        for (int i = 0; i < tokens; i++)
        {
            starts[i + 1] = checked(starts[i] + starts[i + 1]);
        }

        var allKeys = new int[starts[^1]];
        var allWeights = new float[starts[^1]];
        int at = 0;
        foreach ((int[] keys, float[] weights) in parts)
        {
            keys.CopyTo(allKeys, at);
            weights.CopyTo(allWeights, at);
            at += keys.Length;
        }

        if (layer.LimitsKeys)
        {
            for (int e = 0; e < allKeys.Length; e++)
            {
                allWeights[e] *= layer.KeyShares[allKeys[e]];
            }
        }

        return new SparseRows(starts, allKeys, allWeights);
    }
}
