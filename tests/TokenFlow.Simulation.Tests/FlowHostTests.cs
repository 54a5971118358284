using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests;

[NonParallelizable]
public sealed class FlowHostTests
{
    private static readonly Scenario Scenario =
        TestWorld.Of(200, new LongformerPattern(4, 1, [0, 90])) with { Heads = 2 };

    [Test]
    public void Runs_that_share_a_host_start_no_threads_of_their_own()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("Threads are counted by their names in /proc.");
        }

        const int Threads = 16, Lanes = 4;
        int before = Workers();
        using var host = new FlowHost(Threads);
        var lanes = new List<FlowSimulation>();
        try
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                lanes.Add(FlowRun.Open(Scenario, TestWorld.Lay(Scenario), new FlowOptions(Threads, 40) { Host = host }));
            }

            foreach (FlowSimulation lane in lanes)
            {
                lane.Seek(6);
            }

            // The caller is one of the sixteen.
            Assert.That(Workers() - before, Is.EqualTo(Threads - 1));
        }
        finally
        {
            lanes.ForEach(l => l.Dispose());
        }
    }

    [Test]
    public void A_run_on_its_own_starts_one_team()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("Threads are counted by their names in /proc.");
        }

        int before = Workers();
        using (TestWorld.Start(Scenario, threads: 5, edges: 40))
        {
            Assert.That(Workers() - before, Is.EqualTo(4));
        }

        Assert.That(Workers(), Is.EqualTo(before));
    }

    [Test]
    public void A_shared_host_gives_the_same_bits_as_one_of_its_own()
    {
        using var host = new FlowHost(3);
        using FlowSimulation own = TestWorld.Start(Scenario, threads: 1, edges: 40);
        using FlowSimulation one = FlowRun.Open(Scenario, TestWorld.Lay(Scenario), new FlowOptions(1, 40) { Host = host });
        using FlowSimulation other = FlowRun.Open(Scenario, TestWorld.Lay(Scenario), new FlowOptions(1, 40) { Host = host });
        foreach (long frame in (long[])[3, 9, 4])
        {
            own.Seek(frame);
            Parallel.Invoke(() => one.Seek(frame), () => other.Seek(frame));
            ulong expected = SnapshotDigest.Of(own.Snapshot);
            Assert.That((SnapshotDigest.Of(one.Snapshot), SnapshotDigest.Of(other.Snapshot)), Is.EqualTo((expected, expected)));
        }
    }

    [Test]
    public void Ending_a_run_leaves_the_host_working()
    {
        using var host = new FlowHost(2);
        FlowRun.Open(Scenario, TestWorld.Lay(Scenario), new FlowOptions(2, 0) { Host = host }).Dispose();
        int done = 0;
        host.Team.Run(10, _ => Interlocked.Increment(ref done));
        Assert.That(done, Is.EqualTo(10));
    }

    // The system keeps the first 15 characters of a thread's name.
    private static int Workers() =>
        Directory.EnumerateDirectories("/proc/self/task").Count(t => NameOf(t) == "TokenFlow worker"[..15]);

    private static string NameOf(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm")).Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
