using CsCheck;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Inspection;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Tests.Worlds;

namespace TokenFlow.Simulation.Tests.Capacity;

/// <summary>What hubs refuse is accounted for: nothing is lost and nothing counted twice.</summary>
public sealed class RefusalTests
{
    private const int Tokens = 36;
    private static readonly int[] Hubs = [0, 13, 30];

    private static readonly Gen<(string Weights, int Heads, double Residual, int Origin)> Worlds = Gen.Select(
        Gen.Int[0, 2].Select(i => new[] { "uniform", "content", "random" }[i]), Gen.Int[1, 3], Gen.Double[0, 0.9], Gen.Int[0, 3].Select(i => new[] { 0, 13, 14, 35 }[i]));

    private static FlowSimulation Run((string Weights, int Heads, double Residual, int Origin) world, string capacity, int layers = 3) =>
        TestWorld.Start(TestWorld.Json(Tokens, """{"kind": "longformer", "window": 3, "globals": [0, 13, 30]}""", FormattableString.Invariant($$"""
            "heads": {{world.Heads}}, "layers": {{layers}}, "weights": "{{world.Weights}}", "residual": {{world.Residual:R}}, "capacity": {{capacity}},
            "tracers": [{"token": {{world.Origin}}}, {"token": 30}]
            """)));

    private static double Total(TracerSnapshot tracer) => Enumerable.Range(0, Tokens).Sum(i => (double)tracer.Total(i));

    private static double Sum(WayShares shares) => shares.Window + shares.Random + shares.Hub;

    [Test]
    public void Delivered_and_refused_are_what_hubs_without_limits_deliver() => Gen.Select(
        Worlds, Gen.Int[1, 9], Gen.Double[0.01, 500], Gen.Int[1, 9]).Sample(
        (world, rank, bits, single) =>
        {
            string capacity = FormattableString.Invariant($$"""{"rank": {{rank}}, "bits": {{bits}}, "hubs": [{"token": 13, "rank": {{single}}}, {"token": 30, "bits": {{bits / 2}}}]}""");
            using FlowSimulation free = Run(world, "{}"), limited = Run(world, capacity);
            free.Seek(free.Clock.FirstFrame(1));
            limited.Seek(limited.Clock.FirstFrame(1));
            for (int t = 0; t < 2; t++)
            {
                double wanted = Total(free.Snapshot.Tracers[t]);
                TracerSnapshot tracer = limited.Snapshot.Tracers[t];
                Assert.That(Total(tracer) + tracer.Refused, Is.EqualTo(wanted).Within(1e-5 * (1 + wanted)));
                Assert.That(free.Snapshot.Tracers[t].Refused, Is.Zero);
            }
        },
        iter: 60);

    [Test]
    public void Taken_and_refused_are_the_row_without_slots() => Gen.Select(Worlds, Gen.Int[1, Tokens + 2], Gen.Int[0, 2]).Sample(
        (world, slots, layer) =>
        {
            // Later layers start from different states, so the limit is set in the layer itself.
            using FlowSimulation free = Run(world, "{}"), limited = Run(world, "{}");
            free.Seek(free.Clock.FirstFrame(layer));
            limited.Seek(limited.Clock.FirstFrame(layer));
            limited.Apply(new SetSlotsEdit(slots));
            double pass = 1 - (float)world.Residual;
            foreach (int hub in Hubs)
            {
                TokenInspection all = free.Inspect(hub, -1), some = limited.Inspect(hub, -1);
                int[] strongest = [.. all.Keys.OrderByDescending(k => k.Weight).ThenBy(k => k.Key).Take(slots).Select(k => k.Key).Order()];
                Assert.That(some.Keys.Select(k => k.Key), Is.EqualTo(strongest));
                HubSnapshot told = limited.Snapshot.Hubs.Single(h => h.Position == hub);
                Assert.That((told.Flow.Offered, told.Flow.Taken), Is.EqualTo((Tokens, Math.Min(slots, Tokens))));
                Assert.That(told.Flow.TakenShare, Is.EqualTo(all.Keys.Where(k => strongest.Contains(k.Key)).Sum(k => (double)k.Weight)).Within(1e-5));
                Assert.That(some.Keys.Sum(k => (double)k.Weight), Is.EqualTo(1).Within(1e-5), "renormalised");
                double taken = 0, wanted = 0;
                for (int t = 0; t < 2; t++)
                {
                    taken += all.Keys.Select((k, e) => strongest.Contains(k.Key) ? (double)k.Weight * all.Tracers[t].Held[e] : 0).Sum();
                    wanted += Sum(all.Tracers[t].Mean);
                }

                Assert.That((pass * taken) + told.Flow.RefusedIn, Is.EqualTo(pass * wanted).Within(1e-5));
                if (world.Heads == 1)
                {
                    double read = told.Flow.TakenShare * some.Tracers.Sum(t => Sum(t.Mean));
                    Assert.That((pass * read) + told.Flow.RefusedIn, Is.EqualTo(pass * wanted).Within(1e-5), "what it read, put back to the weights without slots");
                }
            }
        },
        iter: 60);

    [Test]
    public void What_tracers_say_is_what_hubs_say_and_what_their_columns_say() => Gen.Select(
        Worlds, Gen.Int[1, 30], Gen.Int[1, 7], Gen.Double[0.5, 300]).Sample(
        (world, slots, rank, bits) =>
        {
            using FlowSimulation limited = Run(world, FormattableString.Invariant($$"""{"slots": {{slots}}, "rank": {{rank}}, "bits": {{bits}}}"""));
            double pass = 1 - (float)world.Residual;
            double before = 0;
            for (int layer = 0; layer < 3; layer++)
            {
                limited.Seek(limited.Clock.FirstFrame(layer));
                before = limited.Snapshot.Tracers.Sum(t => t.Refused);
                WeightMatrix matrix = limited.Matrix(-1, Tokens);
                double inLayer = 0;
                foreach (HubSnapshot hub in limited.Snapshot.Hubs)
                {
                    double column = Enumerable.Range(0, Tokens).Sum(i => (double)matrix.Row(i)[hub.Position]);
                    Assert.That(hub.Flow.RefusedOut, Is.EqualTo(pass * (1 - hub.Flow.SentShare) * hub.Dye * column).Within(1e-5));
                    Assert.That(hub.Flow.RefusedShare, Is.InRange(0, 1));
                    inLayer += hub.Flow.RefusedIn + hub.Flow.RefusedOut;
                }

                limited.Seek(limited.Clock.FirstFrame(layer) + 1);
                Assert.That(limited.Snapshot.Tracers.Sum(t => t.Refused), Is.EqualTo(before + (inLayer / 4)).Within(1e-5), "by progress");
                limited.Seek(limited.Clock.FirstFrame(layer + 1));
                Assert.That(limited.Snapshot.Tracers.Sum(t => t.Refused), Is.EqualTo(before + inLayer).Within(1e-5));
            }
        },
        iter: 30);

    [Test]
    public void Layers_that_nobody_looks_at_are_counted_too()
    {
        var world = ("content", 2, 0.5, 0);
        using FlowSimulation seen = Run(world, """{"slots": 5, "rank": 2}"""), unseen = Run(world, """{"slots": 5, "rank": 2}""");
        while (seen.Frame < seen.Clock.EndFrame)
        {
            seen.Advance();
        }

        unseen.Seek(unseen.Clock.EndFrame);
        Assert.That(unseen.Snapshot.Tracers[0].Refused, Is.GreaterThan(0).And.EqualTo(seen.Snapshot.Tracers[0].Refused));
        Assert.That(unseen.Snapshot.StateHash, Is.EqualTo(seen.Snapshot.StateHash));
    }

    [Test]
    public void Dye_poured_anew_has_not_been_refused_yet()
    {
        using FlowSimulation limited = Run(("content", 2, 0.5, 0), """{"slots": 5, "rank": 2}""");
        limited.Seek(limited.Clock.FirstFrame(2));
        double other = limited.Snapshot.Tracers[1].Refused;
        Assert.That(limited.Snapshot.Tracers[0].Refused, Is.GreaterThan(0));
        limited.Apply(new DropDyeEdit(3, Tracer: 0));
        Assert.That(limited.Snapshot.Tracers[0].Refused, Is.Zero);
        Assert.That(limited.Snapshot.Tracers[1].Refused, Is.EqualTo(other));
    }

    [Test]
    public void A_hub_without_limits_refuses_nothing_and_is_never_full()
    {
        using FlowSimulation free = Run(("content", 2, 0.5, 0), "{}");
        foreach (HubSnapshot hub in free.Snapshot.Hubs)
        {
            Assert.That(hub.Limits.IsNone);
            Assert.That(hub.Flow, Is.EqualTo(TokenFlow.Simulation.Hubs.HubFlow.Free(Tokens)));
        }
    }

    [Test]
    public void A_hub_is_asked_for_more_than_it_can_by_its_tightest_limit()
    {
        using FlowSimulation run = Run(("content", 2, 0.5, 0), """{"slots": 9, "hubs": [{"token": 13, "slots": 18, "rank": 2, "bits": 192}, {"token": 30, "slots": 36, "rank": 4, "bits": 19.2}]}""");
        Assert.That(run.Snapshot.Hubs.Select(h => h.Flow.Demand), Is.EqualTo((float[])[36 / 9f, 8 / 2f, 24 * 4 * 2 / 19.2f]).Within(1e-6));
    }

    [Test]
    public void Shares_and_values_are_what_the_hub_really_sent()
    {
        using FlowSimulation free = Run(("content", 1, 0.5, 13), "{}"), limited = Run(("content", 1, 0.5, 13), """{"hubs": [{"token": 13, "rank": 3}]}""");
        TokenInspection told = limited.Inspect(20, 0), without = free.Inspect(20, 0);
        int at = told.Keys.ToList().FindIndex(k => k.Key == 13);
        float phi = limited.Snapshot.Hubs.Single(h => h.Position == 13).Flow.SentShare;
        Assert.That(phi, Is.InRange(0.01f, 0.99f));
        Assert.That(told.Tracers[0].Held[at], Is.EqualTo(phi).Within(1e-6), "the dye that it hands on");
        foreach ((InspectedColumn column, InspectedColumn all) in told.Columns.Zip(without.Columns))
        {
            Assert.That(column.Values[at], Is.Not.EqualTo(all.Values[at]));
            Assert.That(column.Sum, Is.EqualTo(told.Keys.Select((k, e) => (double)k.Weight * column.Values[e]).Sum()).Within(1e-5), "the column adds up");
            Assert.That(column.Values.Where((_, e) => e != at), Is.EqualTo(all.Values.Where((_, e) => e != at)));
        }

        EdgeFlow(limited, free, phi);
    }

    private static void EdgeFlow(FlowSimulation limited, FlowSimulation free, float phi)
    {
        float Flow(FlowSimulation run) => run.Inspect(20, 0).Incoming.Single(e => e.Key == 13).Flow;
        Assert.That(Flow(limited), Is.EqualTo(phi * Flow(free)).Within(1e-6));
    }
}
