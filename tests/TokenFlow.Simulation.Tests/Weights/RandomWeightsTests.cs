using TokenFlow.Base.Threading;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Simulation.Tests.Weights;

public sealed class RandomWeightsTests
{
    private const int Tokens = 100;
    private const int Heads = 2;
    private const int HeadDim = 8;
    private const int Width = Heads * HeadDim;

    [Test]
    public void Projections_are_one_matrix_of_the_xavier_bound()
    {
        // Rows that are unit vectors show the matrix, a row each: N scales them by sqrt(width).
        var input = new float[Heads * Tokens * HeadDim];
        for (int i = 0; i < Width; i++)
        {
            input[(((i / HeadDim * Tokens) + i) * HeadDim) + (i % HeadDim)] = 3;
        }

        for (int i = Width; i < Tokens; i++)
        {
            for (int c = 0; c < Width; c++)
            {
                input[(((c / HeadDim * Tokens) + i) * HeadDim) + (c % HeadDim)] = MathF.Sin((i * 31) + c);
            }
        }

        float[] query = Project(input, layer: 0, threads: 1).Query;
        double[,] matrix = new double[Width, Width];
        double bound = Math.Sqrt(6.0 / (2 * Width));
        for (int i = 0; i < Width; i++)
        {
            for (int c = 0; c < Width; c++)
            {
                matrix[i, c] = At(query, i, c) / Math.Sqrt(Width);
                Assert.That(Math.Abs(matrix[i, c]), Is.LessThanOrEqualTo(bound * 1.00001));
            }
        }

        double meanSquare = matrix.Cast<double>().Average(x => x * x);
        Assert.That(meanSquare, Is.EqualTo(bound * bound / 3).Within(0.15 * bound * bound / 3), "uniform in [-bound, bound]");
        for (int i = Width; i < Tokens; i++)
        {
            double[] x = [.. Enumerable.Range(0, Width).Select(c => (double)At(input, i, c))];
            double scale = 1 / Math.Sqrt(x.Average(v => v * v));
            for (int c = 0; c < Width; c++)
            {
                Assert.That(At(query, i, c), Is.EqualTo(Enumerable.Range(0, Width).Sum(r => x[r] * scale * matrix[r, c])).Within(1e-5));
            }
        }
    }

    [Test]
    public void Queries_keys_global_ones_and_layers_all_differ()
    {
        float[] input = Embedding.Of([.. Enumerable.Range(0, Tokens)], Heads, HeadDim, seed: 1);
        Projections first = Project(input, 0, 1), second = Project(input, 1, 1);
        float[][] all = [first.Query, first.Key, first.GlobalQuery, first.GlobalKey, second.Query, second.Key, second.GlobalQuery, second.GlobalKey];
        Assert.That(all.Select(p => p[5]).Distinct().Count(), Is.EqualTo(8));
    }

    [Test]
    public void Threads_do_not_change_a_bit()
    {
        float[] input = Embedding.Of([.. Enumerable.Range(0, Tokens)], Heads, HeadDim, seed: 1);
        Assert.That(Project(input, 0, 3).Query, Is.EqualTo(Project(input, 0, 1).Query));
    }

    [Test]
    public void A_row_of_zeros_stays_finite() => Assert.That(Project(new float[Heads * Tokens * HeadDim], 0, 1).Query, Has.All.Zero);

    private static float At(float[] rows, int token, int column) => rows[(((column / HeadDim * Tokens) + token) * HeadDim) + (column % HeadDim)];

    private static Projections Project(float[] input, int layer, int threads)
    {
        using var team = new WorkerTeam(threads);
        var projections = new Projections(input.Length, separateGlobal: true);
        new RandomWeights(Tokens, Heads, HeadDim, seed: 9, team).Project(layer, input, projections);
        return projections;
    }
}
