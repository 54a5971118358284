using TokenFlow.Base.Threading;
using TokenFlow.Simulation.Records;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Studies.Measures;

namespace TokenFlow.Simulation.Tests.Measures;

public sealed class LimitedHubMeasuresTests
{
    private const string Pattern = """{"kind": "longformer", "window": 2, "globals": [4, 25]}""";

    private static string Json(string capacity, string weights = "content") => TestWorld.Json(
        40, Pattern, $"\"heads\": 2, \"layers\": 3, \"weights\": \"{weights}\", \"capacity\": {capacity}, \"tracers\": [{{\"token\": 6}}, {{\"token\": 25}}, {{\"token\": 33}}]");

    [Test]
    public void Rollout_is_what_limited_hubs_let_through_of_the_dye(
        [Values("""{"slots": 5}""", """{"rank": 3}""", """{"bits": 8}""", """{"slots": 9, "rank": 2, "bits": 12}""")] string capacity, [Values("content", "random")] string weights)
    {
        using FlowSimulation simulation = TestWorld.Start(Json(capacity, weights));
        simulation.Seek(simulation.Clock.EndFrame);
        FlowRecord record = simulation.Record(3);
        using var team = new WorkerTeam(2);
        var rollout = new AttentionRollout(record, team);
        foreach (int reader in (int[])[0, 4, 18, 39])
        {
            RolloutInfluence influence = rollout.Onto(reader);
            int[] arrival = ArrivalLayers.Onto(record, reader);
            foreach (TracerSnapshot tracer in simulation.Snapshot.Tracers)
            {
                double dye = (double)tracer.Window[reader] + tracer.Random[reader] + tracer.Hub[reader];
                Assert.That(influence.Total[tracer.Origin], Is.EqualTo(dye).Within(1e-6), $"{tracer.Origin} to {reader}");
                Assert.That(arrival[tracer.Origin], Is.EqualTo(tracer.Arrival[reader]));
            }
        }
    }

    [Test]
    public void Flow_through_a_limited_hub_is_less()
    {
        var solver = new MaximumFlow();
        using var team = new WorkerTeam(1);
        double free = Flow("{}"), ranked = Flow("""{"rank": 2}"""), noisy = Flow("""{"bits": 4}"""), slotted = Flow("""{"slots": 1}""");

        Assert.That(ranked, Is.Positive.And.LessThan(free));
        Assert.That(noisy, Is.Positive.And.LessThan(free));
        Assert.That(slotted, Is.LessThan(free));

        double Flow(string capacity)
        {
            using FlowSimulation simulation = TestWorld.Start(Json(capacity));
            FlowBetween between = new AttentionFlow(simulation.Record(3), 35, team).From(10, solver);
            Assert.That(between.Cut, Is.EqualTo(between.Value));
            return between.Value;
        }
    }

    [Test]
    public void Outgoing_shares_still_add_up_and_a_limited_hub_gives_less()
    {
        using var team = new WorkerTeam(1);
        HubLoad free = Load("{}"), limited = Load("""{"hubs": [{"token": 4, "rank": 1}]}""");

        // Uniform in direction an eighth of it would get through; a hub's embedding is one vector a head.
        Assert.That(limited.Outgoing, Is.Positive.And.LessThan(0.8 * free.Outgoing));
        Assert.That(limited.Reads, Is.EqualTo(free.Reads).Within(1e-9));

        HubLoad Load(string capacity)
        {
            using FlowSimulation simulation = TestWorld.Start(Json(capacity));
            FlowRecord record = simulation.Record(3);
            return LoadShares.Of(record, new AttentionRollout(record, team).Of(6), team)[0];
        }
    }

    [Test]
    public void A_limit_that_does_not_bind_changes_no_bit_of_a_measure()
    {
        using FlowSimulation free = TestWorld.Start(Json("{}", "random")), loose = TestWorld.Start(Json("""{"slots": 40, "rank": 8, "bits": 4000}""", "random"));
        using var team = new WorkerTeam(1);
        using var first = new JacobianNorms(free.Record(3), team);
        using var second = new JacobianNorms(loose.Record(3), team);

        Assert.That(new AttentionRollout(loose.Record(3), team).Onto(30).Total, Is.EqualTo(new AttentionRollout(free.Record(3), team).Onto(30).Total));
        Assert.That(second.Onto(30).Norms, Is.EqualTo(first.Onto(30).Norms));
    }

    // With noise held as it was drawn a hub of g (P v + z) has the derivative g P: without rank limit, g times that of a free one.
    [Test]
    public void Bits_scale_the_derivative_by_their_gain()
    {
        using var team = new WorkerTeam(1);
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Json(12, """{"kind": "global", "globals": [4]}""", "\"layers\": 1, \"capacity\": {\"bits\": 6}"));
        FlowRecord record = simulation.Record(1);
        using var jacobian = new JacobianNorms(record, team);

        JacobianInfluence influence = jacobian.Onto(9);

        double gain = 1 - Math.Pow(2, -2 * 6.0 / 8);
        Assert.That(record.Layers[0].Senders.Single().Gain, Is.EqualTo(gain).Within(1e-12));
        Assert.That(influence.Method, Is.EqualTo(JacobianMethod.Backward));
        Assert.That(influence.Norms[4], Is.EqualTo(Math.Sqrt(8) * gain * 0.5 / 2).Within(1e-6), "row 9 reads itself and the hub, half each");
    }
}
