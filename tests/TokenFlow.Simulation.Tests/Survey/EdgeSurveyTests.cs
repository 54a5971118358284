using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Tests.Worlds;

namespace TokenFlow.Simulation.Tests.Survey;

/// <summary>The survey of a layer's edges against all of them in double precision.</summary>
public sealed class EdgeSurveyTests
{
    private const int Shown = 60;

    [Test]
    public void Drawn_and_bundled_edges_are_all_edges(
        [ValueSource(typeof(Patterns), nameof(Patterns.All))] string pattern, [Values("uniform", "content", "random")] string weights)
    {
        (FrameSnapshot snapshot, List<Edge> all) = Look(pattern, weights);
        Assert.That(snapshot.Edges.Length, Is.EqualTo(Math.Min(Shown, all.Count)));
        Assert.That(snapshot.Edges.Length + Sum(snapshot, b => b.Edges), Is.EqualTo(all.Count));
        Assert.That(SumOfEdges(snapshot, e => e.Weight) + Sum(snapshot, b => b.Weight), Is.EqualTo(all.Sum(e => e.Weight)).Within(1e-4), "each row's weights sum to 1");
        Assert.That(all.Sum(e => e.Weight), Is.EqualTo(snapshot.Tokens.Length).Within(1e-9));
        Assert.That(SumOfEdges(snapshot, e => e.Flow) + Sum(snapshot, b => b.Flow), Is.EqualTo(all.Sum(e => e.Flow)).Within(1e-5));
    }

    [Test]
    public void Drawn_edges_are_what_attention_computed(
        [ValueSource(typeof(Patterns), nameof(Patterns.All))] string pattern, [Values("uniform", "content", "random")] string weights)
    {
        (FrameSnapshot snapshot, List<Edge> all) = Look(pattern, weights);
        Dictionary<(int, int), Edge> known = all.ToDictionary(e => (e.Query, e.Key));
        foreach (EdgeSnapshot edge in snapshot.Edges)
        {
            Assert.That(known.TryGetValue((edge.Query, edge.Key), out Edge? expected), $"{edge}");
            Assert.That(edge.Weight, Is.EqualTo(expected!.Weight).Within(1e-5));
            Assert.That(edge.Flow, Is.EqualTo(expected.Flow).Within(1e-5));
            Assert.That(edge.Way, Is.EqualTo(expected.Way));
            Assert.That(edge.Tracer, Is.EqualTo(expected.Tracer));
        }

        Assert.That(snapshot.Edges.ToArray().Select(e => (e.Query, e.Key)).Distinct().Count(), Is.EqualTo(snapshot.Edges.Length));
    }

    [Test]
    public void The_strongest_are_drawn(
        [ValueSource(typeof(Patterns), nameof(Patterns.All))] string pattern, [Values("uniform", "content", "random")] string weights)
    {
        (FrameSnapshot snapshot, List<Edge> all) = Look(pattern, weights);
        HashSet<(int, int)> drawn = [.. snapshot.Edges.ToArray().Select(e => (e.Query, e.Key))];
        EdgeSnapshot weakest = snapshot.Edges[^1];
        const double Close = 1e-5;
        foreach (Edge left in all.Where(e => !drawn.Contains((e.Query, e.Key))))
        {
            Assert.That(left.Flow, Is.LessThanOrEqualTo(weakest.Flow + Close));
            if (weakest.Flow == 0)
            {
                Assert.That(left.Weight, Is.LessThanOrEqualTo(weakest.Weight + Close));
            }
        }

        EdgeSnapshot[] edges = snapshot.Edges.ToArray();
        for (int i = 1; i < edges.Length; i++)
        {
            Assert.That((edges[i - 1].Flow, edges[i - 1].Weight), Is.GreaterThanOrEqualTo((edges[i].Flow, edges[i].Weight)), "in order");
        }
    }

    [Test]
    public void Bundles_hold_the_edges_between_their_groups([ValueSource(typeof(Patterns), nameof(Patterns.All))] string pattern)
    {
        (FrameSnapshot snapshot, List<Edge> all) = Look(pattern, "content");
        HashSet<(int, int)> drawn = [.. snapshot.Edges.ToArray().Select(e => (e.Query, e.Key))];
        int[] groups = GroupsOf(snapshot);
        var expected = all.Where(e => !drawn.Contains((e.Query, e.Key)))
            .GroupBy(e => (groups[e.Query], groups[e.Key], e.Way))
            .ToDictionary(g => g.Key, g => (Edges: g.LongCount(), Weight: g.Sum(e => e.Weight), Flow: g.Sum(e => e.Flow)));
        Assert.That(snapshot.Bundles.Length, Is.EqualTo(expected.Count));
        foreach (BundleSnapshot bundle in snapshot.Bundles)
        {
            (long edges, double weight, double flow) = expected[(bundle.QueryGroup, bundle.KeyGroup, bundle.Way)];
            Assert.That(bundle.Edges, Is.EqualTo(edges));
            Assert.That(bundle.Weight, Is.EqualTo(weight).Within(1e-5));
            Assert.That(bundle.Flow, Is.EqualTo(flow).Within(1e-5));
        }
    }

    [Test]
    public void A_long_text_is_gathered_into_few_bins()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(1_000, new LongformerPattern(10, 1, [0, 500])), edges: 100);
        FrameSnapshot snapshot = simulation.Snapshot;
        Assert.That(snapshot.Bins, Is.EqualTo(96));
        int[] groups = GroupsOf(snapshot);
        Assert.That((groups[0], groups[500], groups[999]), Is.EqualTo((-1, -2, 95)));
        Assert.That(snapshot.Edges.Length + Sum(snapshot, b => b.Edges), Is.EqualTo(snapshot.Meters.Edges));
        Assert.That(SumOfEdges(snapshot, e => e.Weight) + Sum(snapshot, b => b.Weight), Is.EqualTo(1_000).Within(1e-2));
    }

    [Test]
    public void Hubs_beyond_the_bound_go_with_their_neighbours()
    {
        using FlowSimulation simulation = TestWorld.Start(
            TestWorld.Json(400, """{"kind": "longformer", "window": 1, "globals": []}""", "\"hubs\": {\"first\": 200}"), edges: 10);
        FrameSnapshot snapshot = simulation.Snapshot;
        Assert.That(snapshot.Bundles.ToArray().Min(b => b.QueryGroup), Is.EqualTo(-160));
        Assert.That(snapshot.Edges.Length + Sum(snapshot, b => b.Edges), Is.EqualTo(snapshot.Meters.Edges));
    }

    [Test]
    public void A_choice_among_equals_is_spread_over_the_sequence()
    {
        // Far from the dye, all inner edges of a local pattern are alike.
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(1_000, new LocalPattern(4)), edges: 400);
        int[] perQuarter = [.. simulation.Snapshot.Edges.ToArray().Where(e => e.Query is > 10 and < 990).GroupBy(e => e.Query / 250).Select(g => g.Count())];
        Assert.That(perQuarter, Has.Length.EqualTo(4).And.All.InRange(60, 140));
    }

    [Test]
    public void No_edges_asked_for_gives_none()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(50, new FullPattern()), edges: 0);
        Assert.That((simulation.Snapshot.Edges.Length, simulation.Snapshot.Bundles.Length, simulation.Snapshot.Bins), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public void A_cut_hub_is_still_a_group()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(50, new LongformerPattern(2, 1, [10, 20])), edges: 10);
        simulation.Apply(new CutHubEdit(10));
        FrameSnapshot snapshot = simulation.Snapshot;
        BundleSnapshot[] ofCut = [.. snapshot.Bundles.ToArray().Where(b => b.KeyGroup == -1)];
        Assert.That(ofCut.Sum(b => b.Edges) + snapshot.Edges.ToArray().Count(e => e.Key == 10), Is.EqualTo(5), "itself and two neighbours a side");
        Assert.That(ofCut.Select(b => b.Way), Has.All.EqualTo(EdgeWay.Window));
    }

    // Layer 2 of a run with two tracers, in its second frame.
    private static (FrameSnapshot Snapshot, List<Edge> All) Look(string pattern, string weights)
    {
        Scenario scenario = TestWorld.Read(TestWorld.Json(
            45, pattern, $"\"heads\": 2, \"layers\": 3, \"weights\": \"{weights}\", \"residual\": 0.3, \"tracers\": [{{\"token\": 20}}, {{\"token\": 6}}]"));
        using FlowSimulation simulation = TestWorld.Start(scenario, edges: Shown);
        simulation.Seek(5);
        var dense = new DenseWorld(scenario, TestWorld.Lay(scenario));
        dense.Step();
        double[] dye = dense.Dye;
        dense.Step();
        return (simulation.Snapshot.Retain(), AllEdges(dense, dye, scenario.Residual));
    }

    private static List<Edge> AllEdges(DenseWorld dense, double[] dye, double residual)
    {
        int n = dense.Plan.Tokens, heads = dense.Plan.Heads;
        var all = new List<Edge>();
        for (int query = 0; query < n; query++)
        {
            for (int key = 0; key < n; key++)
            {
                int[] reading = [.. Enumerable.Range(0, heads).Where(h => dense.Plan.Head(h).Contains(query, key))];
                if (reading.Length == 0)
                {
                    continue;
                }

                double weight = Enumerable.Range(0, heads).Sum(h => dense.Weights[(((h * n) + query) * n) + key]) / heads;
                double first = dye[key * 2], second = dye[(key * 2) + 1];
                all.Add(new Edge(
                    query, key, weight, (1 - residual) * weight * (first + second), dense.Plan.Head(reading[0]).WayOf(query, key), second > first ? 1 : 0));
            }
        }

        return all;
    }

    private static int[] GroupsOf(FrameSnapshot snapshot)
    {
        int n = snapshot.Tokens.Length;
        var groups = new int[n];
        for (int b = 0; b < snapshot.Bins; b++)
        {
            Array.Fill(groups, b, b * n / snapshot.Bins, ((b + 1) * n / snapshot.Bins) - (b * n / snapshot.Bins));
        }

        for (int h = 0; h < snapshot.Hubs.Count; h++)
        {
            groups[snapshot.Hubs[h].Position] = -1 - h;
        }

        return groups;
    }

    private static double SumOfEdges(FrameSnapshot snapshot, Func<EdgeSnapshot, double> of) => snapshot.Edges.ToArray().Sum(of);

    private static double Sum(FrameSnapshot snapshot, Func<BundleSnapshot, double> of) => snapshot.Bundles.ToArray().Sum(of);

    private sealed record Edge(int Query, int Key, double Weight, double Flow, EdgeWay Way, int Tracer);
}
