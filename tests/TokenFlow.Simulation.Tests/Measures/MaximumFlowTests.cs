using CsCheck;
using TokenFlow.Studies.Measures;

namespace TokenFlow.Simulation.Tests.Measures;

public sealed class MaximumFlowTests
{
    [Test]
    public void Flow_and_cut_are_the_least_of_all_cuts() =>
        Gen.Select(Gen.Int[2, 9], Gen.Double[0.05, 0.9], Gen.Long[1, 60]).SelectMany((nodes, density, most) =>
            Gen.Select(Gen.Double[0, 1], Gen.Long[0, most]).Array[nodes * nodes].Select(pairs => (Nodes: nodes, Arcs: Arcs(nodes, density, pairs))))
        .Sample(graph =>
        {
            var solver = new MaximumFlow();
            Add(solver, graph.Nodes, graph.Arcs);
            long flow = solver.Solve(0, graph.Nodes - 1);

            Assert.That(flow, Is.EqualTo(LeastCut(graph.Nodes, graph.Arcs)));
            Assert.That(solver.Cut(), Is.EqualTo(flow));
        });

    [Test]
    public void A_solver_used_again_knows_nothing_of_the_graph_before()
    {
        Gen<(int Nodes, (int, int, long)[] Arcs)> graphs = Gen.Int[2, 30].SelectMany(nodes =>
            Gen.Select(Gen.Double[0, 1], Gen.Long[0, 1L << 48]).Array[nodes * nodes].Select(pairs => (nodes, Arcs(nodes, 0.3, pairs))));
        Gen.Select(graphs, graphs).Sample((first, second) =>
        {
            var used = new MaximumFlow();
            Add(used, first.Nodes, first.Arcs);
            used.Solve(0, first.Nodes - 1);
            Add(used, second.Nodes, second.Arcs);
            var fresh = new MaximumFlow();
            Add(fresh, second.Nodes, second.Arcs);

            Assert.That(used.Solve(0, second.Nodes - 1), Is.EqualTo(fresh.Solve(0, second.Nodes - 1)));
            Assert.That(used.Cut(), Is.EqualTo(fresh.Cut()));
        });
    }

    // The first path that is found, through the middle, must be taken back.
    [Test]
    public void Flow_is_taken_back_where_another_way_is_better()
    {
        var solver = new MaximumFlow();
        Add(solver, 6, [(0, 1, 1), (0, 2, 1), (1, 3, 1), (1, 4, 1), (2, 3, 1), (3, 5, 1), (4, 5, 1)]);

        Assert.That(solver.Solve(0, 5), Is.EqualTo(2));
        Assert.That(solver.Cut(), Is.EqualTo(2));
    }

    [Test]
    public void Arcs_out_of_order_or_of_less_than_nothing_are_refused()
    {
        var solver = new MaximumFlow();
        solver.Begin(3);
        solver.Add(1, 2, 5);

        Assert.That(() => solver.Add(0, 1, 5), Throws.ArgumentException);
        Assert.That(() => solver.Add(1, 0, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static (int Tail, int Head, long Capacity)[] Arcs(int nodes, double density, (double Chance, long Capacity)[] pairs) =>
        [.. Enumerable.Range(0, nodes * nodes).Where(p => pairs[p].Chance < density && p / nodes != p % nodes).Select(p => (p / nodes, p % nodes, pairs[p].Capacity))];

    private static void Add(MaximumFlow solver, int nodes, (int Tail, int Head, long Capacity)[] arcs)
    {
        solver.Begin(nodes);
        foreach ((int tail, int head, long capacity) in arcs)
        {
            solver.Add(tail, head, capacity);
        }
    }

    private static long LeastCut(int nodes, (int Tail, int Head, long Capacity)[] arcs)
    {
        long least = long.MaxValue;
        for (int set = 0; set < 1 << nodes; set++)
        {
            if ((set & 1) == 1 && (set >> (nodes - 1)) == 0)
            {
                least = Math.Min(least, arcs.Where(a => (set >> a.Tail & 1) == 1 && (set >> a.Head & 1) == 0).Sum(a => a.Capacity));
            }
        }

        return least;
    }
}
