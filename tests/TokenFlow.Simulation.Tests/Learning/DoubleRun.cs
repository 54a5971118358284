using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Numerics;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Weights;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Learning;

/// <summary>The loss of a hub in double precision, row by row from its definition, as a function of the hub's numbers alone.</summary>
internal sealed class DoubleRun
{
    private readonly Scenario _scenario;
    private readonly Sequence _sequence;
    private readonly RecallTask _task;
    private readonly int[] _words;
    private readonly int _width;
    private readonly Knobs _knobs;

    public DoubleRun(Scenario scenario, Sequence sequence, RecallTask task, IEnumerable<int> words)
    {
        (_scenario, _sequence, _task, _words) = (scenario, sequence, task, [.. words]);
        _width = scenario.Heads * scenario.HeadDim;
        _knobs = RunSetups.StartOf(scenario, sequence);
    }

    /// <summary>The loss; the parameters are those of a hub, in its order.</summary>
    public double Loss(double[][] hub)
    {
        double[][] embedding = Rows(Embedding.Of(_sequence.Ids, _scenario.Heads, _scenario.HeadDim, _scenario.Seed));
        double[][] x = Rows(_task.Values(_task.Facts));
        Place(hub, embedding);
        Place(hub, x);
        for (int layer = 0; layer < _scenario.Layers; layer++)
        {
            x = Step(layer, x, embedding, hub);
        }

        return _task.Readers.Average(reader => Loss(x[reader]));
    }

    private void Place(double[][] hub, double[][] rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if (_sequence.Pieces[i] == "[CLS]" && _sequence.Roles[i] == TokenRole.Special)
            {
                rows[i] = hub[0];
            }

            if (_sequence.Pieces[i] == "[SEP]" && _sequence.Roles[i] == TokenRole.Special)
            {
                rows[i] = hub[1];
            }
        }
    }

    private double[][] Step(int layer, double[][] x, double[][] embedding, double[][] hub)
    {
        AttentionPlan plan = AttentionPlan.Compile(_knobs.Pattern, x.Length, _scenario.Heads, layer, _knobs.Edits);
        double[][] normal = [.. x.Select(Normal)];
        (double[][] q, double[][] k) = _scenario.Weights switch
        {
            WeightKind.Content => (embedding, embedding),
            WeightKind.Random => (Product(normal, Xavier(layer, 1)), Product(normal, Xavier(layer, 2))),
            _ => (Zeros(x), Zeros(x)),
        };
        double[][] globalQ = Product(normal, hub[2]), globalK = Product(normal, hub[3]);
        double[][] next = Zeros(x);
        for (int h = 0; h < _scenario.Heads; h++)
        {
            AttentionLayout layout = plan.Head(h);
            int from = h * _scenario.HeadDim, to = from + _scenario.HeadDim;
            for (int i = 0; i < x.Length; i++)
            {
                var keys = new List<int>();
                foreach (KeyRun run in layout.Runs(i))
                {
                    keys.AddRange(Enumerable.Range(run.Start, run.Length));
                }

                double[] query = layout.IsHub(i) ? globalQ[i] : q[i];
                double[][] all = layout.IsHub(i) ? globalK : k;
                double[] weights = [.. keys.Select(j => Math.Exp(Enumerable.Range(from, to - from).Sum(c => query[c] * all[j][c]) / (Math.Sqrt(_scenario.HeadDim) * _knobs.Temperature)))];
                double sum = weights.Sum();
                for (int c = from; c < to; c++)
                {
                    next[i][c] = (_knobs.Residual * x[i][c]) + ((1.0 - _knobs.Residual) * keys.Select((j, at) => weights[at] / sum * x[j][c]).Sum());
                }
            }
        }

        return next;
    }

    private double Loss(double[] reader)
    {
        double[] y = Normal(reader);
        var word = new float[_width];
        double[] logits = [.. _words.Select(w =>
        {
            _task.Codebook.CopyWord(w, word);
            return word.Select((c, i) => c * y[i]).Sum();
        })];
        double logSum = Math.Log(logits.Sum(Math.Exp));
        return _task.FactWords[.._task.Facts].ToArray().Average(fact => logSum - logits[Array.IndexOf(_words, fact)]);
    }

    private double[] Xavier(int layer, int which)
    {
        var matrix = new float[_width * _width];
        XavierMatrix.Fill(matrix, _width, new SeededRandom(_scenario.Seed, ((ulong)(uint)layer << 8) | (uint)which | (1UL << 63)));
        return [.. matrix.Select(m => (double)m)];
    }

    private static double[] Normal(double[] row)
    {
        double scale = 1 / Math.Sqrt(row.Average(v => v * v) + 1e-12);
        return [.. row.Select(v => v * scale)];
    }

    private static double[][] Product(double[][] rows, double[] matrix)
    {
        int width = rows[0].Length;
        return [.. rows.Select(row => Enumerable.Range(0, width).Select(c => Enumerable.Range(0, width).Sum(r => row[r] * matrix[(r * width) + c])).ToArray())];
    }

    private static double[][] Zeros(double[][] like) => [.. like.Select(row => new double[row.Length])];

    private double[][] Rows(float[] values)
    {
        int tokens = values.Length / _width;
        return
        [
            .. Enumerable.Range(0, tokens).Select(i => Enumerable.Range(0, _width)
                .Select(c => (double)values[(((c / _scenario.HeadDim * tokens) + i) * _scenario.HeadDim) + (c % _scenario.HeadDim)]).ToArray()),
        ];
    }
}
