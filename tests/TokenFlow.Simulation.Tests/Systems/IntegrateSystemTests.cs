using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.State;

namespace TokenFlow.Simulation.Tests.Systems;

public sealed class IntegrateSystemTests
{
    [Test]
    public void The_residual_keeps_its_share_of_the_input()
    {
        using var bench = new SystemBench(new LocalPattern(2));
        SystemBench.Run(bench.Edit, bench.Plan, bench.Capacity, bench.Attend);
        bench.State.Knobs = bench.State.Knobs with { Residual = 0.25f };
        SystemBench.Run(bench.Integrate);
        for (int i = 0; i < bench.State.Output.Length; i++)
        {
            Assert.That(bench.State.Output[i], Is.EqualTo((0.25 * bench.State.Start.Values[i]) + (0.75 * bench.State.Attended[i])).Within(1e-6));
        }
    }

    [Test]
    public void Dye_is_neither_made_nor_lost_where_every_token_reads_as_much_as_it_is_read()
    {
        using var bench = new SystemBench(new FullPattern());
        SystemBench.Run(bench.Edit, bench.Plan, bench.Capacity, bench.Attend, bench.Integrate);
        Assert.That(bench.State.DyeOutput.Sum(x => (double)x), Is.EqualTo(1).Within(1e-5));
    }

    [Test]
    public void Dye_that_comes_for_the_first_time_arrives_in_the_layer_that_ended()
    {
        using var bench = new SystemBench(new LocalPattern(2));
        SystemBench.Run(bench.Edit, bench.Plan, bench.Capacity, bench.Attend, bench.Integrate);
        Checkpoint next = bench.Integrate.Finish(1);
        int[] expected = [.. Enumerable.Range(0, SystemBench.Tokens).Select(i => i == 5 ? 0 : Math.Abs(i - 5) <= 2 ? 1 : -1)];
        Assert.That(next.Arrival[0], Is.EqualTo(expected));
        Assert.That(next.Holds[0], Is.EqualTo(expected.Select(a => a >= 0)));
        Assert.That(next.Totals[0].Select(x => x > 0), Is.EqualTo(next.Holds[0]));
    }

    [Test]
    public void A_finished_layer_is_a_copy_that_later_frames_leave_alone()
    {
        using var bench = new SystemBench(new LocalPattern(2));
        SystemBench.Run(bench.Edit, bench.Plan, bench.Capacity, bench.Attend, bench.Integrate);
        Checkpoint next = bench.Integrate.Finish(1);
        float[] values = [.. next.Values];
        bench.State.Knobs = bench.State.Knobs with { Residual = 1 };
        SystemBench.Run(bench.Integrate);
        Assert.That(bench.State.Output, Is.EqualTo(bench.State.Start.Values));
        Assert.That(next.Values, Is.EqualTo(values));
    }

    [Test]
    public void After_the_end_nothing_is_added()
    {
        using var bench = new SystemBench(new FullPattern());
        SystemBench.Run(bench.Edit, bench.Plan, bench.Capacity, bench.Attend);
        bench.Integrate.Update(SystemBench.Finished);
        Assert.That(bench.State.Output, Is.All.Zero);
    }
}
