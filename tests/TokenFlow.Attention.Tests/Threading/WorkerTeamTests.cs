using TokenFlow.Base.Threading;

namespace TokenFlow.Attention.Tests.Threading;

public sealed class WorkerTeamTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(5)]
    public void Every_item_is_done_once(int threads)
    {
        using var team = new WorkerTeam(threads);
        var done = new int[1000];
        for (int round = 1; round <= 20; round++)
        {
            team.Run(done.Length, item => Interlocked.Increment(ref done[item]));
            Assert.That(done, Is.All.EqualTo(round));
        }
    }

    [Test]
    public void Workers_are_told_apart()
    {
        using var team = new WorkerTeam(3);
        var inside = new int[3];
        bool clash = false;
        team.Run(300, (_, worker) =>
        {
            if (Interlocked.Increment(ref inside[worker]) != 1)
            {
                clash = true;
            }

            Interlocked.Decrement(ref inside[worker]);
        });
        Assert.That(clash, Is.False);
    }

    [Test]
    public void A_failure_reaches_the_caller_and_the_team_lives_on()
    {
        using var team = new WorkerTeam(3);
        Assert.That(
            () => team.Run(50, item => throw new InvalidDataException($"item {item}")),
            Throws.InstanceOf<InvalidDataException>());
        int sum = 0;
        team.Run(10, item => Interlocked.Add(ref sum, item));
        Assert.That(sum, Is.EqualTo(45));
    }

    [Test]
    public void A_body_cannot_run_its_own_team()
    {
        using var team = new WorkerTeam(1);
        Assert.That(() => team.Run(1, _ => team.Run(1, _ => { })), Throws.InvalidOperationException);
    }

    [Test]
    public void A_cached_body_makes_runs_free_of_allocation()
    {
        using var team = new WorkerTeam(2);
        var numbers = new int[64];
        Action<int> body = item => numbers[item]++;
        team.Run(64, body);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            team.Run(64, body);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void An_ended_team_and_no_threads_are_refused()
    {
        var team = new WorkerTeam(2);
        team.Dispose();
        Assert.That(() => team.Run(1, _ => { }), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => new WorkerTeam(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
