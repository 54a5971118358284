using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Inspection;
using TokenFlow.Simulation.Tests.Worlds;

namespace TokenFlow.Simulation.Tests.Inspection;

[NonParallelizable]
public sealed class WeightMatrixTests
{
    private const int N = 45;

    private static Scenario Read(string pattern) => TestWorld.Read(TestWorld.Json(N, pattern, "\"heads\": 2, \"layers\": 3, \"weights\": \"random\""));

    [Test]
    public void Cells_are_the_means_of_the_dense_weights(
        [ValueSource(typeof(Patterns), nameof(Patterns.All))] string pattern, [Values(0, 1, -1)] int head, [Values(1, 7, 44, 64)] int maxCells)
    {
        Scenario scenario = Read(pattern);
        using FlowSimulation simulation = TestWorld.Start(scenario);
        simulation.Seek(5);
        var dense = new DenseWorld(scenario, TestWorld.Lay(scenario));
        dense.Step();
        dense.Step();
        int n = dense.Plan.Tokens;
        WeightMatrix matrix = simulation.Matrix(head, maxCells);
        Assert.That(matrix.Cells, Is.LessThanOrEqualTo(maxCells));
        Assert.That(matrix.Block, Is.EqualTo((n + maxCells - 1) / maxCells));
        var expected = new double[matrix.Cells * matrix.Cells];
        foreach (int h in head < 0 ? (int[])[0, 1] : [head])
        {
            for (int query = 0; query < n; query++)
            {
                int row = query / matrix.Block;
                double share = (head < 0 ? 0.5 : 1) / (Math.Min(n, (row + 1) * matrix.Block) - (row * matrix.Block));
                for (int key = 0; key < n; key++)
                {
                    expected[(row * matrix.Cells) + (key / matrix.Block)] += share * dense.Weights[(((h * n) + query) * n) + key];
                }
            }
        }

        for (int c = 0; c < expected.Length; c++)
        {
            Assert.That(matrix.Weights[c], Is.EqualTo(expected[c]).Within(1e-5), $"cell {c}");
        }

        for (int row = 0; row < matrix.Cells; row++)
        {
            Assert.That(matrix.Row(row).ToArray().Sum(), Is.EqualTo(1).Within(1e-5), $"row {row}");
        }
    }

    [Test]
    public void It_is_filled_anew_only_where_something_has_changed()
    {
        using FlowSimulation simulation = TestWorld.Start(Read("""{"kind": "longformer", "window": 3, "globals": [5]}"""));
        WeightMatrix matrix = simulation.Matrix(0, 64);
        long version = matrix.Version;
        simulation.Advance();
        Assert.That(simulation.Matrix(0, 64, matrix), Is.SameAs(matrix));
        Assert.That(matrix.Version, Is.EqualTo(version), "the same knobs, the same layer");
        simulation.Apply(new CutEdgeEdit(20, 21));
        simulation.Matrix(0, 64, matrix);
        Assert.That(matrix.Version, Is.EqualTo(version + 1));
        Assert.That(matrix.Row(20)[21], Is.Zero);
        simulation.Seek(0);
        simulation.Matrix(0, 64, matrix);
        Assert.That(matrix.Row(20)[21], Is.GreaterThan(0), "before the cut");
        simulation.Matrix(1, 8, matrix);
        Assert.That((matrix.Head, matrix.Cells), Is.EqualTo((1, 8)));
        simulation.Seek(5);
        simulation.Matrix(1, 8, matrix);
        float[] cells = matrix.Weights.ToArray();
        Assert.That(simulation.Matrix(1, 8).Weights.ToArray(), Is.EqualTo(cells));
    }

    [Test]
    public void Threads_do_not_change_a_bit([Values("""{"kind": "full"}""", """{"kind": "bigbird", "block": 4, "random": 2}""")] string pattern)
    {
        using FlowSimulation one = TestWorld.Start(Read(pattern), threads: 1);
        using FlowSimulation four = TestWorld.Start(Read(pattern), threads: 4);
        Assert.That(four.Matrix(-1, 9).Weights.ToArray(), Is.EqualTo(one.Matrix(-1, 9).Weights.ToArray()));
    }

    [Test]
    public void A_matrix_filled_again_allocates_nothing()
    {
        using FlowSimulation simulation = TestWorld.Start(Read("""{"kind": "longformer", "window": 3, "globals": [5]}"""));
        var matrix = new WeightMatrix();
        long least = long.MaxValue;
        for (int window = 0; window < 12 && least >= 240; window++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < 10; i++)
            {
                simulation.Matrix(i % 3 - 1, 20, matrix);
            }

            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.That(least, Is.LessThan(240));
    }

    [TestCase(2, 10)]
    [TestCase(-2, 10)]
    [TestCase(0, 0)]
    public void What_is_not_there_is_refused(int head, int cells)
    {
        using FlowSimulation simulation = TestWorld.Start(Read("""{"kind": "full"}"""));
        Assert.That(() => simulation.Matrix(head, cells), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
