using TokenFlow.Base.Faults;
using TokenFlow.Studies.Sweeps;

namespace TokenFlow.App.Tests.Sweeps;

public class SweepRunnerTests
{
    private static readonly Dictionary<int, SweepMeasures> Nothing = [];

    [TestCase(1)]
    [TestCase(4)]
    public void Results_are_in_the_order_of_the_trials_on_any_number_of_threads(int threads)
    {
        SweepScenarios scenarios = SweepSamples.Scenarios(SweepSamples.Design());
        int[] all = [.. Enumerable.Range(0, scenarios.Design.Trials)];

        SweepTable table = SweepSamples.Table(scenarios, all, shard: null, threads);

        Assert.That(table.Rows.Select(r => r.Trial), Is.EqualTo(all));
        Assert.That(table.Rows, Is.EqualTo(SweepSamples.Table().Rows).Using<SweepRow>((a, b) => a.Cells.SequenceEqual(b.Cells) && a.Seed == b.Seed && a.Measures == b.Measures));
        Assert.That(table.Rows.Take(4).Select(r => r.Seed), Is.EqualTo(new ulong[] { 7, 8, 9, 7 }));
    }

    [Test]
    public void What_was_done_before_is_not_done_again()
    {
        var trial = new FakeTrial();
        SweepScenarios scenarios = SweepSamples.Scenarios(SweepSamples.Design());
        int[] all = [.. Enumerable.Range(0, scenarios.Design.Trials)];
        var before = new SweepMeasures(0.5, 0, 0, 0, 0, 0);
        var told = new List<int>();

        SortedDictionary<int, SweepMeasures> done = new SweepRunner(scenarios, trial, 1).Run(
            all, new Dictionary<int, SweepMeasures> { [0] = before, [20] = before }, (t, _) => told.Add(t), new Progress<SweepProgress>(), CancellationToken.None);

        Assert.That(trial.Runs, Is.EqualTo(all.Length - 2));
        Assert.That(told, Is.EqualTo(all.Except([0, 20])));
        Assert.That(done[20], Is.EqualTo(before));
    }

    [Test]
    public void Broken_off_it_keeps_what_is_done()
    {
        using var source = new CancellationTokenSource();
        SweepScenarios scenarios = SweepSamples.Scenarios(SweepSamples.Design());
        int[] all = [.. Enumerable.Range(0, scenarios.Design.Trials)];
        int count = 0;

        SortedDictionary<int, SweepMeasures> done = new SweepRunner(scenarios, new FakeTrial(), 1).Run(
            all,
            Nothing,
            (_, _) =>
            {
                if (++count == 5)
                {
                    source.Cancel();
                }
            },
            new Progress<SweepProgress>(),
            source.Token);

        Assert.That(done.Keys, Is.EqualTo(all[..5]));
    }

    [Test]
    public void A_trial_that_fails_says_at_which_setting_and_seed()
    {
        SweepScenarios scenarios = SweepSamples.Scenarios(SweepSamples.Design());
        var trial = new FakeTrial
        {
            BeforeRun = s =>
            {
                if (s.Recall.Facts == 2 && s.Seed == 8)
                {
                    throw new FaultException(FaultKind.OutOfRange, "it does not fit", "facts");
                }
            },
        };

        FaultException fault = Assert.Throws<FaultException>(() => new SweepRunner(scenarios, trial, 2).Run(
            [.. Enumerable.Range(0, 36)], Nothing, (_, _) => { }, new Progress<SweepProgress>(), CancellationToken.None))!;

        Assert.That(fault.Message, Does.Contain("it does not fit (at facts = 2, capacity.rank = ").And.Contain("seed 8"));
    }
}
