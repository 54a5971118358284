using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Recall;

[NonParallelizable]
public sealed class RecallMeterTests
{
    [Test]
    public void Frames_are_the_same_on_any_number_of_threads_and_after_going_back()
    {
        string[][] told = [.. new[] { 1, 2, 3 }.Select(Tell)];
        Assert.That(told[1], Is.EqualTo(told[0]));
        Assert.That(told[2], Is.EqualTo(told[0]));
        Assert.That(told[0].Distinct().Count(), Is.GreaterThan(2), "the frames differ");

        static string[] Tell(int threads)
        {
            Scenario scenario = RecallWorld.Read(("capacity.bits", "200"), ("capacity.slots", "300"), ("facts", "6"), ("capacity.count", "3"));
            using var simulation = FlowRun.Open(scenario, TestWorld.Lay(scenario), new FlowOptions(threads, 0) { LiveCurves = true });
            simulation.Seek(6);
            simulation.Apply(new SetRankEdit(20, null));
            long[] frames = [0, 3, 5, 6, 7, 8];
            string[] forth = [.. frames.Select(Text)];
            Assert.That(frames.Reverse().Select(Text).Reverse(), Is.EqualTo(forth));
            return forth;

            string Text(long frame)
            {
                simulation.Seek(frame);
                RecallSnapshot r = simulation.Snapshot.Recall!;
                return $"{r.Recall:R} {r.RecallLeastSquares:R} {r.EffectiveRank:R} {r.Bound:R} {r.RankBound:R} {r.Knee:R} {string.Join(' ', r.Reads)} {string.Join(' ', r.Curve)}";
            }
        }
    }

    [Test]
    public void What_readers_read_adds_up_to_recall()
    {
        Scenario scenario = RecallWorld.Read(("facts", "16"));
        using FlowSimulation simulation = TestWorld.Start(scenario);
        simulation.Seek(simulation.Clock.EndFrame);
        RecallSnapshot recall = simulation.Snapshot.Recall!;
        Assert.That(recall.Reads, Has.Count.EqualTo(8 * 16));
        Assert.That(recall.Reads.Count(r => r) / (8.0 * 16), Is.EqualTo(recall.Recall).Within(1e-12).And.GreaterThan(0.4).And.LessThan(1));
        Assert.That(RecallWorld.FactsOf(simulation), Has.Length.EqualTo(16).And.Unique);
        Assert.That(simulation.Snapshot.Facts.ToArray().Select(f => f.Word), Is.Unique);
        Assert.That(recall.Chance, Is.EqualTo(16.0 / 1_024));
        Assert.That(recall.Curve, Is.Empty, "nobody asked for it");
    }

    [Test]
    public void Facts_come_with_the_layer_that_readers_read_the_hub_in()
    {
        using FlowSimulation simulation = TestWorld.Start(RecallWorld.Read(("facts", "4")));
        foreach ((long frame, double recall) in ((long, double)[])[(0, 0), (3, 0), (4, 0), (5, 1), (7, 1), (8, 1)])
        {
            simulation.Seek(frame);
            Assert.That(simulation.Snapshot.Recall!.Recall, Is.EqualTo(recall).Within(0.01), $"frame {frame}");
        }
    }

    [Test]
    public void The_curve_follows_the_knobs_of_the_frame_alone()
    {
        Scenario scenario = RecallWorld.Read();
        using var simulation = FlowRun.Open(scenario, TestWorld.Lay(scenario), new FlowOptions(1, 0) { LiveCurves = true });
        RecallPoint[] free = [.. simulation.Snapshot.Recall!.Curve];
        simulation.Seek(6);
        simulation.Apply(new SetRankEdit(16, null));
        Assert.That(simulation.Snapshot.Recall!.Curve, Is.EqualTo(RecallWorld.Curve(("capacity.rank", "16"))));
        simulation.Seek(5);
        Assert.That(simulation.Snapshot.Recall!.Curve, Is.EqualTo(free));
    }

    [Test]
    public void A_warm_frame_in_which_nothing_new_is_read_allocates_nothing()
    {
        const int Frames = 20;
        Scenario scenario = RecallWorld.Read(("facts", "2"), ("capacity.rank", "64")) with { FramesPerLayer = 1_000 };
        using var simulation = FlowRun.Open(scenario, TestWorld.Lay(scenario), new FlowOptions(2, 0) { LiveCurves = true });
        simulation.Seek(1_200);
        for (int i = 0; i < 60; i++)
        {
            simulation.Advance();
        }

        long least = long.MaxValue;
        for (int window = 0; window < 8 && least >= Frames * 24; window++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < Frames; i++)
            {
                simulation.Advance();
            }

            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.That(least, Is.LessThan(Frames * 24));
    }
}
