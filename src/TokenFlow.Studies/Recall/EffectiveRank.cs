using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Records;

namespace TokenFlow.Studies.Recall;

/// <summary>
/// Effective rank of what reaches a reader: the participation ratio of the k x D matrix whose rows are the reader's linear
/// responses to the facts one by one, attention weights frozen, noise left out. Of k unit codewords that all come through
/// whole it is about k D / (k + D).
/// </summary>
internal sealed class EffectiveRank
{
    private readonly RecallTask _task;
    private readonly HubChannels _channels;
    private readonly HubSender _sender;
    private readonly int _heads;
    private readonly int _headDim;

    // [facts][dimensions]
    private readonly double[] _facts;

    public EffectiveRank(RecallTask task, HubChannels channels, int heads, int headDim)
    {
        _task = task;
        _channels = channels;
        _sender = new HubSender(channels, task.Seed, heads, headDim);
        _heads = heads;
        _headDim = headDim;
        int dimensions = heads * headDim;
        _facts = new double[task.Facts * dimensions];
        var fact = new float[dimensions];
        for (int i = 0; i < task.Facts; i++)
        {
            task.CopyFact(i, fact);
            for (int c = 0; c < dimensions; c++)
            {
                _facts[(i * dimensions) + c] = fact[c];
            }
        }
    }

    /// <summary>The mean over the readers.</summary>
    public double Mean { get; private set; }

    /// <summary>Tokens that facts could be written at, and of which something reaches a reader.</summary>
    public int Reachable { get; private set; }

    /// <summary>Measures a run's layers.</summary>
    public void Measure(IReadOnlyList<RecordedLayer> layers)
    {
        var paths = new ReaderPaths(layers, _sender.Gain);
        int[] readers = [.. _task.Readers];
        var reachable = new bool[layers[0].Record.Tokens];
        var known = new List<(double[] Signature, double Rank)>();
        double sum = 0;
        for (int first = 0; first < readers.Length; first += paths.ReadersAtOnce)
        {
            Span<int> group = readers.AsSpan(first, Math.Min(paths.ReadersAtOnce, readers.Length - first));
            var swept = new (double[] Tokens, double[] Operators)[_heads];
            for (int h = 0; h < _heads; h++)
            {
                swept[h] = paths.Sweep(h, group);
                Mark(reachable, swept[h].Tokens, group.Length * paths.Columns);
            }

            for (int r = 0; r < group.Length; r++)
            {
                // Readers with whole windows have the same numbers, and then the same rank.
                double[] signature = SignatureOf(paths, swept, r, group.Length);
                int same = known.FindIndex(s => s.Signature.AsSpan().SequenceEqual(signature));
                if (same < 0)
                {
                    known.Add((signature, RankOf(paths, signature)));
                    same = known.Count - 1;
                }

                sum += known[same].Rank;
            }
        }

        Mean = sum / readers.Length;
        Reachable = 0;
        foreach (int token in _task.AllFactTokens)
        {
            Reachable += reachable[token] ? 1 : 0;
        }
    }

    private static void Mark(bool[] reachable, double[] tokens, int width)
    {
        for (int i = 0; i < reachable.Length; i++)
        {
            reachable[i] |= tokens.AsSpan(i * width, width).ContainsAnyExcept(0);
        }
    }

    // [heads][facts + operators][columns]
    private double[] SignatureOf(ReaderPaths paths, (double[] Tokens, double[] Operators)[] swept, int reader, int readers)
    {
        int columns = paths.Columns;
        int operators = paths.Operators.Count;
        int rows = _task.Facts + operators;
        var signature = new double[_heads * rows * columns];
        for (int h = 0; h < _heads; h++)
        {
            Span<double> part = signature.AsSpan(h * rows * columns, rows * columns);
            for (int i = 0; i < _task.Facts; i++)
            {
                swept[h].Tokens.AsSpan(((_task.FactTokens[i] * readers) + reader) * columns, columns).CopyTo(part[(i * columns)..]);
            }

            swept[h].Operators.AsSpan(reader * operators * columns, operators * columns).CopyTo(part[(_task.Facts * columns)..]);
        }

        return signature;
    }

    private double RankOf(ReaderPaths paths, double[] signature)
    {
        int facts = _task.Facts;
        int columns = paths.Columns;
        int rows = facts + paths.Operators.Count;
        int dimensions = _heads * _headDim;
        var responses = new double[facts * dimensions];
        for (int h = 0; h < _heads; h++)
        {
            ReadOnlySpan<double> part = signature.AsSpan(h * rows * columns, rows * columns);
            double[][] sent = SentBy(paths, h, part[(facts * columns)..]);
            for (int i = 0; i < facts; i++)
            {
                ReadOnlySpan<double> numbers = part.Slice(i * columns, columns);
                ReadOnlySpan<double> fact = _facts.AsSpan((i * dimensions) + (h * _headDim), _headDim);
                Span<double> response = responses.AsSpan((i * dimensions) + (h * _headDim), _headDim);
                DoubleRows.AddScaled(response, fact, numbers[0]);
                for (int o = 0; o < sent.Length; o++)
                {
                    if (numbers[o + 1] != 0)
                    {
                        AddSent(paths.Operators[o].Channel, h, sent[o], fact, numbers[o + 1], response);
                    }
                }
            }
        }

        return Participation.Of(responses, facts, dimensions);
    }

    // [operators] of [rank][headDim]: M U, where each direction of the operator's hub ends up at the reader.
    private double[][] SentBy(ReaderPaths paths, int head, ReadOnlySpan<double> operators)
    {
        int columns = paths.Columns;
        var sent = new double[paths.Operators.Count][];
        for (int o = sent.Length - 1; o >= 0; o--)
        {
            HubChannel channel = paths.Operators[o].Channel;
            ReadOnlySpan<double> numbers = operators.Slice(o * columns, columns);
            sent[o] = new double[channel.Rank * _headDim];
            for (int i = 0; i < channel.Rank; i++)
            {
                ReadOnlySpan<double> direction = _channels.Direction(head, channel, i);
                Span<double> end = sent[o].AsSpan(i * _headDim, _headDim);
                DoubleRows.AddScaled(end, direction, numbers[0]);
                for (int later = o + 1; later < sent.Length; later++)
                {
                    if (numbers[later + 1] != 0 && MayMeet(paths.Operators[later].Channel, channel))
                    {
                        AddSent(paths.Operators[later].Channel, head, sent[later], direction, numbers[later + 1], end);
                    }
                }
            }
        }

        return sent;
    }

    // Columns of one basis are orthogonal: two stretches that share none let nothing through both.
    private bool MayMeet(HubChannel one, HubChannel other) =>
        one.First / _headDim != other.First / _headDim || (one.First < other.First + other.Rank && other.First < one.First + one.Rank);

    private void AddSent(HubChannel channel, int head, double[] ends, ReadOnlySpan<double> value, double factor, Span<double> sum)
    {
        for (int i = 0; i < channel.Rank; i++)
        {
            double along = DoubleRows.Dot(_channels.Direction(head, channel, i), value);
            DoubleRows.AddScaled(sum, ends.AsSpan(i * _headDim, _headDim), factor * along);
        }
    }
}
