using CsCheck;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Capacity;

public sealed class HubDemandTests
{
    [Test]
    public void Facts_that_can_have_come_are_those_that_hops_say() => Gen.Select(
        Gen.Int[0, 3], Gen.Int[0, 39].Array[0, 3], Gen.Int[0, 39].Array[0, 8], Gen.Int[0, 39].Array[0, 6], Gen.Int[0, 5]).Sample(
        (window, hubs, facts, keys, layers) =>
        {
            AttentionPlan plan = AttentionPlan.Compile(new LongformerPattern(window, 1, hubs).WithDilations([1, 3]), 40, 2, 0);
            if (hubs.Length > 0)
            {
                plan = plan.WithHubRows([new HubRow(hubs[0], keys.Distinct().Order().ToArray())]);
            }

            var reach = new FactReach(facts, 40);
            for (int token = 0; token < 40; token += 7)
            {
                // Layer by layer over the union of the heads' edges.
                HashSet<int> had = [token];
                for (int layer = 0; layer < layers; layer++)
                {
                    had = [.. Enumerable.Range(0, 40).Where(j => had.Contains(j) || had.Any(i => plan.Head(0).Contains(i, j) || plan.Head(1).Contains(i, j)))];
                }

                Assert.That(reach.Count(plan, token, layers), Is.EqualTo(facts.Distinct().Count(had.Contains)));
            }
        });

    [TestCase(1_024, 0, 0)]
    [TestCase(1_024, 1, 10)]
    [TestCase(8, 8, 0)]
    [TestCase(5, 2, 3.321928094887362)]
    public void Facts_are_worth_the_bits_that_say_which_they_are(int words, int facts, double bits) =>
        Assert.That(RecallBurden.BitsOf(words, facts), Is.EqualTo(bits).Within(1e-9));

    [Test]
    public void A_hub_wants_what_it_has_gathered_where_there_are_facts()
    {
        string json = TestWorld.Json(80, """{"kind": "longformer", "window": 1, "globals": [0]}""", """
            "layers": 3, "facts": 6, "recall": {"vocabulary": 64, "readers": 1}, "capacity": {"rank": 2, "bits": 100}
            """);
        using FlowSimulation run = TestWorld.Start(json);
        Assert.That(run.Snapshot.Hubs[0].Flow.Demand, Is.Zero, "nothing gathered yet");
        run.Seek(run.Clock.FirstFrame(1));
        Assert.That(run.Snapshot.Hubs[0].Flow.Demand, Is.EqualTo(6 / 2f));
        run.Apply(new TokenFlow.Simulation.Edits.SetBitsEdit(2));
        Assert.That(run.Snapshot.Hubs[0].Flow.Demand, Is.EqualTo(RecallBurden.BitsOf(64, 6) / 2).Within(1e-5));
        run.Apply(new TokenFlow.Simulation.Edits.SetRankEdit(null));
        run.Apply(new TokenFlow.Simulation.Edits.SetBitsEdit(null));
        Assert.That(run.Snapshot.Hubs[0].Flow.Demand, Is.Zero);
    }
}
