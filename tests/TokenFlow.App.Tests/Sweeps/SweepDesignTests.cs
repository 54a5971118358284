using TokenFlow.Base.Faults;
using TokenFlow.Studies.Sweeps;

namespace TokenFlow.App.Tests.Sweeps;

public class SweepDesignTests
{
    [Test]
    public void The_last_axis_runs_fastest()
    {
        var design = new SweepDesign([AxisParser.Parse("a=1,2"), AxisParser.Parse("b=x,null,y")], seeds: 5);

        Assert.That(design.Trials, Is.EqualTo(30));
        Assert.That(
            Enumerable.Range(0, design.Settings).Select(design.Describe),
            Is.EqualTo(new[] { "a = 1, b = x", "a = 1, b = none", "a = 1, b = y", "a = 2, b = x", "a = 2, b = none", "a = 2, b = y" }));
    }

    [Test]
    public void Without_axes_there_is_one_setting() =>
        Assert.That(new SweepDesign([], 3), Has.Property(nameof(SweepDesign.Settings)).EqualTo(1).And.Property(nameof(SweepDesign.Trials)).EqualTo(3));

    [Test]
    public void Too_many_trials_are_refused_with_their_number()
    {
        FaultException fault = Assert.Throws<FaultException>(() => _ = new SweepDesign([AxisParser.Parse("a=1..1000"), AxisParser.Parse("b=1..1000")], 20))!;

        Assert.That(fault.Message, Does.Contain("20,000,000 trials").And.Contain("fewer"));
    }

    [Test]
    public void An_axis_given_twice_is_refused() =>
        Assert.That(() => new SweepDesign([AxisParser.Parse("a=1"), AxisParser.Parse("a=2")], 1), Throws.TypeOf<FaultException>());

    [TestCase("facts=1,2 a=1,2", 0)]
    [TestCase("a=1,2 facts=1,2 b=1,2", 1)]
    [TestCase("facts=4 a=1,2 b=5", 1)]
    [TestCase("a=1,2 b=1,2", 1)]
    [TestCase("a=1 facts=4 b=1", 1)]
    [TestCase("a=1 b=1", 1)]
    public void What_goes_across_is_facts_or_else_the_last_axis_that_moves(string axes, int across)
    {
        SweepAxis[] all = [.. axes.Split(' ').Select(AxisParser.Parse)];

        Assert.That(SweepSummary.AcrossOf([.. all.Select(a => a.Field)], axis => all[axis].Values.Count), Is.EqualTo(across));
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(7)]
    [TestCase(40)]
    public void Shards_share_all_trials_out_evenly(int of)
    {
        int[][] shards = [.. Enumerable.Range(1, of).Select(i => new SweepShard(i, of).Trials(30))];

        Assert.That(shards.SelectMany(s => s).Order(), Is.EqualTo(Enumerable.Range(0, 30)));
        Assert.That(shards.Max(s => s.Length) - shards.Min(s => s.Length), Is.LessThanOrEqualTo(1));
    }

    [TestCase("0/4", 6)]
    [TestCase("5/4", 6)]
    [TestCase("1/0", 6)]
    [TestCase("1", 2)]
    [TestCase("a/b", 2)]
    [TestCase("-1/2", 2)]
    public void A_shard_that_is_none_is_refused(string text, int code) =>
        Assert.That((int)Assert.Throws<FaultException>(() => SweepShard.Parse(text))!.Kind, Is.EqualTo(code));
}
