using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Recall;

/// <summary>What the bottleneck does to recall, over 20 seeds, against theory with its stated band.</summary>
public sealed class RecallExperimentTests
{
    private const int Seeds = 20;

    [TestCase(1, 128)]
    [TestCase(1, 64)]
    [TestCase(1, 32)]
    [TestCase(1, 16)]
    [TestCase(2, 16)]
    [TestCase(4, 16)]
    [TestCase(8, 16)]
    [TestCase(2, 64)]
    public void The_knee_lies_within_the_band_round_superposition(int hubs, int rank)
    {
        double expected = RecallTheory.Superposition(hubs * rank, RecallWorld.Words);
        RecallPoint[] curve = RecallWorld.MeanCurve(Seeds, ("capacity.count", $"{hubs}"), ("capacity.rank", $"{rank}"));
        Assert.That(Knee.Of(curve), Is.InRange(expected / RecallTheory.Band, expected * RecallTheory.Band));
        foreach (RecallPoint point in curve.Where(p => p.Facts <= expected / RecallTheory.Band))
        {
            Assert.That(point.Recall, Is.GreaterThan(0.95), $"{point.Facts} facts");
        }

        foreach (RecallPoint point in curve.Where(p => p.Facts >= 4 * expected))
        {
            Assert.That(point.Recall, Is.LessThan(0.6), $"{point.Facts} facts");
        }
    }

    [Test]
    public void Hubs_and_ranks_count_alike_in_their_product()
    {
        double one = Knee.Of(RecallWorld.MeanCurve(Seeds, ("capacity.rank", "64")))!.Value;
        double four = Knee.Of(RecallWorld.MeanCurve(Seeds, ("capacity.count", "4"), ("capacity.rank", "16")))!.Value;
        Assert.That(four, Is.EqualTo(one).Within(0.15 * one));
    }

    [Test]
    public void Windows_alone_read_at_chance()
    {
        foreach (RecallPoint point in RecallWorld.MeanCurve(Seeds, ("pattern.globals", "[]")))
        {
            // All readers guess the same k words, so a seed is one draw of k words without replacement.
            double chance = (double)point.Facts / RecallWorld.Words;
            double spread = 5 * Math.Sqrt(chance * (1 - chance) / (point.Facts * Seeds));
            Assert.That(point.Recall, Is.EqualTo(chance).Within(spread));
            Assert.That(point.RecallLeastSquares, Is.EqualTo(chance).Within(spread));
        }
    }

    [Test]
    public void Fewer_bits_bring_the_knee_down_and_Shannons_bound_holds()
    {
        double last = double.MaxValue;
        foreach (int bits in (int[])[1_024, 128, 64, 32])
        {
            RecallPoint[] curve = RecallWorld.MeanCurve(Seeds, ("capacity.bits", $"{bits}"));
            double knee = Knee.Of(curve)!.Value;
            Assert.That(knee, Is.LessThan(last));
            Assert.That(knee, Is.LessThanOrEqualTo(RecallTheory.ShannonFacts(RecallWorld.Words, bits)));
            last = knee;
        }
    }

    [Test]
    public void Slots_let_only_the_facts_through_that_the_hub_reads([Values(24, 96, 192)] int slots)
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            (string, string?)[] where = [("seed", $"{seed}"), ("facts", "4"), ("capacity.slots", $"{slots}")];
            Scenario scenario = RecallWorld.Read(where);
            RecallTask task = RecallTask.Create(scenario, TestWorld.Lay(scenario));
            int read = task.FactTokens[..4].ToArray().Count(t => t < slots);
            RecallResult result = RecallWorld.Run(where);
            Assert.That(result.Recall, Is.EqualTo(read / 4.0).Within(0.25 * (4 - read) / 4 + 1e-9), $"seed {seed}: {read} of 4 facts are among the first {slots} tokens");
            Assert.That(result.Bound, Is.LessThanOrEqualTo(slots));
            Assert.That(result.RejectedMass, Is.EqualTo(1 - (slots / 384.0)).Within(1e-5));
        }
    }

    [Test]
    public void Limits_that_do_not_bind_change_no_bit()
    {
        RecallResult free = RecallWorld.Run();
        Assert.That(RecallWorld.Run(("capacity.rank", "128")), Is.EqualTo(free));
        Assert.That(RecallWorld.Run(("capacity.slots", "384")), Is.EqualTo(free));
        Assert.That(RecallWorld.Run(("capacity.bits", "3072")), Is.EqualTo(free));
    }

    [TestCase("", "")]
    [TestCase("capacity.rank", "20")]
    [TestCase("capacity.bits", "90")]
    [TestCase("capacity.slots", "150")]
    public void The_curve_is_what_whole_runs_come_to(string field, string value)
    {
        (string, string?)[] limit = field.Length > 0 ? [(field, value)] : [];
        IReadOnlyList<RecallPoint> curve = RecallWorld.Curve(limit);
        Assert.That(curve.Select(p => p.Facts), Is.EqualTo((int[])[1, 2, 4, 8, 16, 32, 64, 128, 256]));
        foreach (RecallPoint point in curve.Where(p => p.Facts is 1 or 8 or 64))
        {
            RecallResult run = RecallWorld.Run([.. limit, ("facts", $"{point.Facts}")]);
            Assert.That((run.Recall, run.RecallLeastSquares), Is.EqualTo((point.Recall, point.RecallLeastSquares)), $"{point.Facts} facts");
        }
    }

    [Test]
    public void Rejected_mass_of_a_rank_is_what_it_keeps_from_readers()
    {
        // A random direction lies in r of d dimensions with r / d of its power.
        double mean = Enumerable.Range(1, Seeds).Average(s => RecallWorld.Run(("capacity.rank", "32"), ("seed", $"{s}")).RejectedMass);
        Assert.That(mean, Is.EqualTo(1 - (32.0 / 128)).Within(0.03));
        Assert.That(RecallWorld.Run().RejectedMass, Is.Zero);
    }

    [Test]
    public void A_marked_task_with_distractors_runs()
    {
        RecallResult result = RecallWorld.Run(("recall.mark", "1"), ("recall.distractors", "0.5"), ("headDim", "32"));
        Assert.That(result.Recall, Is.InRange(0, 0.5), "distractors on every other token drown what a hub averages");
    }

    [Test]
    public void A_scenario_without_facts_is_told()
    {
        Scenario scenario = RecallWorld.Read(("facts", "0"));
        Assert.That(Faults.Of(() => RecallExperiment.Run(scenario, TestWorld.Lay(scenario), new FlowOptions(1, 0))).Where, Does.Contain("facts"));
        using FlowSimulation simulation = TestWorld.Start(scenario);
        Assert.That(simulation.Snapshot.Recall, Is.Null);
    }

    [Test]
    public void A_vocabulary_that_fits_the_rank_is_read_whole_by_least_squares()
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            RecallResult result = RecallWorld.Run(("recall.vocabulary", "24"), ("facts", "12"), ("capacity.rank", "32"), ("seed", $"{seed}"));
            Assert.That(result.RecallLeastSquares, Is.EqualTo(1));
        }
    }

    [Test]
    public void Edits_on_the_way_count_as_they_were_made()
    {
        Scenario scenario = RecallWorld.Read();
        Sequence sequence = TestWorld.Lay(scenario);
        using var simulation = FlowRun.Open(scenario, sequence, new FlowOptions(1, 0));
        simulation.Seek(simulation.Clock.LastFrame(1));
        simulation.Apply(new SetRankEdit(4, null));
        RecallSnapshot cut = simulation.Snapshot.Recall!;
        Assert.That(cut.RankBound, Is.EqualTo(4));
        Assert.That(cut.EffectiveRank, Is.LessThanOrEqualTo(4));
        Assert.That(cut.Recall, Is.LessThan(0.5));

        simulation.Apply(new SetRankEdit(null, null));
        Assert.That(simulation.Snapshot.Recall!.Recall, Is.GreaterThan(0.8));
    }
}
