using TokenFlow.Attention.Kernels;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Records;

namespace TokenFlow.Studies.Recall;

/// <summary>
/// What of a token's first value reaches a reader, through frozen weights: a d x d matrix a token, of which nothing is built.
/// Going back from the readers, layer by layer, every token's matrix is a sum over a few operators: the identity, and one for
/// each time that a hub of limited rank sends, N = M P with M the sum that it stood in when it was read. So a token has a number an
/// operator, and the layers are swept once, over rows that have any. Exact for any number of layers and hubs.
/// </summary>
internal sealed class ReaderPaths
{
    // Numbers that a group of readers may take for all tokens: 32 MiB.
    private const long MostNumbers = 1L << 22;

    private readonly IReadOnlyList<RecordedLayer> _layers;
    private readonly Func<HubChannel, HubLimits, double> _gain;
    private readonly int _tokens;
    private readonly int[] _keys;
    private readonly float[] _weights;

    /// <param name="layers">The layers, from the first.</param>
    /// <param name="gain">The share of its signal's amplitude that a hub's noise leaves.</param>
    public ReaderPaths(IReadOnlyList<RecordedLayer> layers, Func<HubChannel, HubLimits, double> gain)
    {
        _layers = layers;
        _gain = gain;
        _tokens = layers[0].Record.Tokens;
        _keys = new int[_tokens];
        _weights = new float[_tokens];

        // What hubs send in the first layer is of no fact: they start empty.
        var senders = new List<PathOperator>();
        for (int layer = 1; layer < layers.Count; layer++)
        {
            foreach (HubTraffic hub in layers[layer].Hubs)
            {
                if (hub.Channel.Rank > 0)
                {
                    senders.Add(new PathOperator(layer, hub.Channel));
                }
            }
        }

        Operators = senders;
        Columns = senders.Count + 1;
    }

    /// <summary>The operators beside the identity, by layer, then by position.</summary>
    public IReadOnlyList<PathOperator> Operators { get; }

    /// <summary>Numbers a token: the identity's first, then one an operator.</summary>
    public int Columns { get; }

    /// <summary>How many readers are swept at a time.</summary>
    public int ReadersAtOnce => (int)Math.Max(1, MostNumbers / ((long)_tokens * Columns));

    /// <summary>Sweeps one head back from some readers.</summary>
    /// <param name="head">The head.</param>
    /// <param name="readers">The tokens that read.</param>
    /// <returns>
    /// [tokens][readers][columns] what of each token's first value reaches each reader; and [readers][operators][columns] what
    /// each operator's M is, in the operators of later layers.
    /// </returns>
    public (double[] Tokens, double[] Operators) Sweep(int head, ReadOnlySpan<int> readers)
    {
        int width = readers.Length * Columns;
        var after = new double[_tokens * width];
        var before = new double[_tokens * width];
        var operators = new double[readers.Length * Operators.Count * Columns];
        var reached = new bool[_tokens];
        for (int r = 0; r < readers.Length; r++)
        {
            after[(readers[r] * width) + (r * Columns)] = 1;
            reached[readers[r]] = true;
        }

        for (int layer = _layers.Count - 1; layer >= 0; layer--)
        {
            Array.Clear(before);
            reached = SweepLayer(_layers[layer], head, reached, after, before, width);
            SendThroughHubs(layer, readers.Length, before, operators);
            double residual = _layers[layer].Record.Residual;
            for (int i = 0; i < _tokens; i++)
            {
                if (reached[i])
                {
                    DoubleRows.AddScaled(before.AsSpan(i * width, width), after.AsSpan(i * width, width), residual);
                }
            }

            (before, after) = (after, before);
        }

        return (after, operators);
    }

    // (1 - alpha) A^T of the layer, over the rows that something comes from.
    private bool[] SweepLayer(RecordedLayer layer, int head, bool[] reached, double[] after, double[] before, int width)
    {
        LayerRecord record = layer.Record;
        AttentionInputs inputs = record.Inputs;
        double share = 1 - (double)record.Residual;
        bool[] next = record.Residual > 0 ? (bool[])reached.Clone() : new bool[_tokens];
        for (int query = 0; query < _tokens && share > 0; query++)
        {
            if (!reached[query])
            {
                continue;
            }

            int count = EdgeWeights.CopyRow(inputs, record.Plan, record.LogSumExp, head, query, _keys, _weights, []);
            ReadOnlySpan<double> from = after.AsSpan(query * width, width);
            for (int e = 0; e < count; e++)
            {
                next[_keys[e]] = true;
                DoubleRows.AddScaled(before.AsSpan(_keys[e] * width, width), from, share * _weights[e]);
            }
        }

        return next;
    }

    // What is read of a limited hub: its sum becomes the operator's, the hub itself has the operator once.
    private void SendThroughHubs(int layer, int readers, double[] before, double[] operators)
    {
        if (layer == 0)
        {
            return;
        }

        int width = readers * Columns;
        int at = 0;
        foreach (HubTraffic hub in _layers[layer].Hubs)
        {
            Span<double> read = before.AsSpan(hub.Channel.Token * width, width);
            DoubleRows.Scale(read, _gain(hub.Channel, hub.Limits));
            if (hub.Channel.Rank == 0)
            {
                continue;
            }

            while (Operators[at].Layer != layer || Operators[at].Channel.Token != hub.Channel.Token)
            {
                at++;
            }

            for (int r = 0; r < readers; r++)
            {
                Span<double> sum = read.Slice(r * Columns, Columns);
                if (sum.ContainsAnyExcept(0))
                {
                    sum.CopyTo(operators.AsSpan(((r * Operators.Count) + at) * Columns));
                    sum.Clear();
                    sum[at + 1] = 1;
                }
            }
        }
    }
}

/// <summary>What a hub of limited rank sends in a layer, as an operator on values.</summary>
/// <param name="Layer">The layer, from 0.</param>
/// <param name="Channel">The hub and its directions.</param>
internal readonly record struct PathOperator(int Layer, HubChannel Channel);
