using CsCheck;
using TokenFlow.Base.Numerics;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Recall;

public sealed class RecallProbeTests
{
    [Test]
    public void An_empty_reader_reads_at_chance()
    {
        const int Words = 64, Facts = 16, Seeds = 600;
        RecallChannel channel = RecallChannel.Of(new Codebook(Words, 8, 1, false), 1, 8, []);
        var best = new int[Facts];
        int matched = 0, least = 0;
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            var probe = new RecallProbe(Words, seed);
            probe.Use(channel);
            probe.MatchedFilter(new float[8], best);
            Assert.That(best, Is.Unique);
            matched += best.Count(w => w < Facts);
            probe.LeastSquares(new float[8], best);
            least += best.Count(w => w < Facts);
        }

        // k of M without replacement, 600 times: mean k^2 / M, and five standard deviations of the mean.
        double wanted = (double)Facts * Facts / Words;
        double spread = 5 * Math.Sqrt(wanted * (1 - ((double)Facts / Words)) / Seeds);
        Assert.That((double)matched / Seeds, Is.EqualTo(wanted).Within(spread));
        Assert.That((double)least / Seeds, Is.EqualTo(wanted).Within(spread));
    }

    [Test]
    public void The_matched_filter_ranks_as_the_formula_does([Values(0, 1, 2, 3)] int hubs) =>
        Gen.UInt[1, 10_000].Sample(
            seed =>
            {
                const int Words = 40, Heads = 2, Dim = 6, Facts = 7;
                var codebook = new Codebook(Words, Heads * Dim, seed, false);
                float[]?[] directions = Directions(hubs, seed, Heads, Dim);
                double[][] sent = [.. Enumerable.Range(0, Words).Select(m => Sent(codebook, m, directions, Heads, Dim))];
                float[] y = Reader(seed, sent, Facts);
                double[] scores = [.. sent.Select(c => c.Zip(y, (a, b) => a * b).Sum() / Math.Sqrt(c.Sum(a => a * a)))];
                var probe = new RecallProbe(Words, seed);
                probe.Use(RecallChannel.Of(codebook, Heads, Dim, directions));
                var best = new int[Facts];
                probe.MatchedFilter(y, best);
                AssertBest(scores, best);
            },
            iter: 40,
            threads: 1);

    [Test]
    public void Least_squares_finds_the_solution_of_least_norm([Values(0, 1, 2, 3)] int hubs, [Values(5, 40)] int words) =>
        Gen.UInt[1, 10_000].Sample(
            seed =>
            {
                const int Heads = 2, Dim = 6, Facts = 4;
                var codebook = new Codebook(words, Heads * Dim, seed, false);
                float[]?[] directions = Directions(hubs, seed, Heads, Dim);
                double[][] sent = [.. Enumerable.Range(0, words).Select(m => Sent(codebook, m, directions, Heads, Dim))];
                float[] y = Reader(seed, sent, Facts);
                double[] scores = LeastNorm(sent, y);
                var probe = new RecallProbe(words, seed);
                probe.Use(RecallChannel.Of(codebook, Heads, Dim, directions));
                var best = new int[Facts];
                probe.LeastSquares(y, best);
                AssertBest(scores, best);
            },
            iter: 25,
            threads: 1);

    [Test]
    public void Least_squares_reads_every_word_of_a_vocabulary_that_fits_the_directions() =>
        Gen.Select(Gen.UInt[1, 100_000], Gen.Int[1, 16], Gen.Int[1, 16]).Sample(
            (seed, some, facts) =>
            {
                const int Rank = 16, Dim = 48;
                int words = Math.Max(some, facts);
                var codebook = new Codebook(words, Dim, seed, false);
                var channels = new HubChannels(seed, 1, Dim);
                float[]?[] directions = [HubDirections.Of(channels, new HubChannel(0, 0, Rank), 1, Dim)];
                int[] written = [.. Shuffle.Of(Enumerable.Range(0, words), new SeededRandom(seed, 77)).Take(facts)];
                var y = new float[Dim];
                foreach (int word in written)
                {
                    double[] sent = Sent(codebook, word, directions, 1, Dim);
                    for (int c = 0; c < Dim; c++)
                    {
                        y[c] += (float)(1e-5 * sent[c]);
                    }
                }

                var probe = new RecallProbe(words, seed);
                probe.Use(RecallChannel.Of(codebook, 1, Dim, directions));
                var best = new int[facts];
                probe.LeastSquares(y, best);

                // M = g r is a square matrix of random numbers, which may be all but singular: then rounding has a say.
                if (words < Rank)
                {
                    Assert.That(best, Is.EquivalentTo(written));
                }
                else
                {
                    Assert.That(best.Intersect(written).Count(), Is.GreaterThanOrEqualTo(facts - 1));
                }
            },
            iter: 200,
            threads: 1);

    [Test]
    public void The_matched_filter_reads_a_fact_that_stands_alone() =>
        Gen.Select(Gen.UInt[1, 100_000], Gen.Int[2, 48]).Sample(
            (seed, rank) =>
            {
                const int Dim = 48, Words = 200;
                var codebook = new Codebook(Words, Dim, seed, false);
                var channels = new HubChannels(seed, 1, Dim);
                float[]?[] directions = [HubDirections.Of(channels, new HubChannel(0, 0, rank), 1, Dim)];
                int word = (int)(seed % Words);
                var probe = new RecallProbe(Words, seed);
                probe.Use(RecallChannel.Of(codebook, 1, Dim, directions));
                var best = new int[1];
                probe.MatchedFilter([.. Sent(codebook, word, directions, 1, Dim).Select(x => (float)(3e-6 * x))], best);
                Assert.That(best[0], Is.EqualTo(word));
            },
            iter: 100,
            threads: 1);

    [Test]
    public void Selection_finds_the_least() =>
        Gen.Select(Gen.ULong.HashSet[1, 300], Gen.Int[0, 1_000]).Sample((set, some) =>
        {
            ulong[] numbers = [.. set];
            int count = 1 + (some % numbers.Length);
            ulong[] wanted = [.. numbers.Order().Take(count)];
            Selection.Least(numbers, count);
            Assert.That(numbers.Take(count).Order(), Is.EqualTo(wanted));
            Assert.That(numbers.ToHashSet().SetEquals(set), Is.True);
        });

    // 0: no limit; 1: one hub of rank 4; 2: two of rank 3, disjoint; 3: two of rank 4, which overlap, and a free one.
    private static float[]?[] Directions(int hubs, ulong seed, int heads, int dim)
    {
        var channels = new HubChannels(seed, heads, dim);
        HubChannel[] some = hubs switch
        {
            0 => [],
            1 => [new(0, 0, 4)],
            2 => [new(0, 0, 3), new(1, 3, 3)],
            _ => [new(0, 0, 4), new(1, dim, 4), new(2, 0, 0)],
        };
        return [.. some.Select(h => HubDirections.Of(channels, h, heads, dim))];
    }

    // Phi c, in double precision and by its definition.
    private static double[] Sent(Codebook codebook, int word, float[]?[] hubs, int heads, int dim)
    {
        var vector = new float[heads * dim];
        codebook.CopyWord(word, vector);
        var sent = new double[heads * dim];
        foreach (float[]? hub in hubs.Length > 0 ? hubs : [null])
        {
            for (int h = 0; h < heads; h++)
            {
                double[] part = [.. vector.Skip(h * dim).Take(dim).Select(x => (double)x)];
                int rank = (hub?.Length ?? 0) / (heads * dim);
                for (int c = 0; c < dim && hub is null; c++)
                {
                    sent[(h * dim) + c] += part[c];
                }

                for (int i = 0; i < rank; i++)
                {
                    float[] u = hub!.AsSpan(((h * rank) + i) * dim, dim).ToArray();
                    double along = u.Zip(part, (a, b) => a * b).Sum();
                    for (int c = 0; c < dim; c++)
                    {
                        sent[(h * dim) + c] += along * u[c];
                    }
                }
            }
        }

        return sent;
    }

    // Some facts, and some noise where hubs could send it, so that scores are apart.
    private static float[] Reader(ulong seed, double[][] sent, int facts)
    {
        var random = new SeededRandom(seed, 99);
        var y = new double[sent[0].Length];
        for (int m = 0; m < sent.Length; m++)
        {
            double weight = (m < facts ? 1 : 0) + (0.2 * random.NextGaussian());
            for (int c = 0; c < y.Length; c++)
            {
                y[c] += 1e-4 * weight * sent[m][c];
            }
        }

        return [.. y.Select(x => (float)x)];
    }

    // By Landweber's iteration from zero, which stays in the row space and so ends at the solution of least norm.
    private static double[] LeastNorm(double[][] columns, float[] y)
    {
        double step = 1 / columns.Sum(c => c.Sum(x => x * x));
        var x = new double[columns.Length];
        var residual = new double[y.Length];
        for (int turn = 0; turn < 60_000; turn++)
        {
            for (int c = 0; c < y.Length; c++)
            {
                residual[c] = y[c];
            }

            for (int m = 0; m < x.Length; m++)
            {
                for (int c = 0; c < y.Length; c++)
                {
                    residual[c] -= x[m] * columns[m][c];
                }
            }

            double largest = 0;
            for (int m = 0; m < x.Length; m++)
            {
                double gradient = 0;
                for (int c = 0; c < y.Length; c++)
                {
                    gradient += columns[m][c] * residual[c];
                }

                x[m] += step * gradient;
                largest = Math.Max(largest, Math.Abs(gradient));
            }

            if (largest < 1e-14)
            {
                break;
            }
        }

        return x;
    }

    // What was picked scores as high as what the formula would pick; scores within rounding of each other may change places.
    private static void AssertBest(double[] scores, int[] best)
    {
        Assert.That(best, Is.Unique);
        double[] wanted = [.. scores.OrderDescending().Take(best.Length)];
        double[] picked = [.. best.Select(w => scores[w]).OrderDescending()];
        double rounding = 2e-3 * scores.Max(Math.Abs);
        for (int i = 0; i < best.Length; i++)
        {
            Assert.That(picked[i], Is.EqualTo(wanted[i]).Within(rounding));
        }
    }
}
