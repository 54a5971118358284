using TokenFlow.App.Cli;
using TokenFlow.App.Sweeps;
using TokenFlow.Studies.Sweeps;

namespace TokenFlow.App.Tests.Sweeps;

public class SweepProgressViewTests
{
    [Test]
    public void A_log_gets_a_line_at_every_tenth()
    {
        string[] lines = Watch(isInteractive: false, trials: 200);

        Assert.That(lines, Has.Length.EqualTo(10));
        Assert.That(lines[0], Is.EqualTo("a sweep: 20 of 200 trials, 10.0 a second, 18 s left"));
        Assert.That(lines[^1], Is.EqualTo("a sweep: 200 of 200 trials, 10.0 a second"));
    }

    [Test]
    public void A_person_sees_a_bar_with_the_time_left() =>
        Assert.That(string.Concat(Watch(isInteractive: true, trials: 200)), Does.Contain("a sweep").And.Contain("of 200 trials"));

    [Test]
    public void A_sweep_that_goes_on_is_as_fast_as_it_is_now() =>
        Assert.That(new SweepProgress(Done: 900, Of: 1000, DoneNow: 10, TimeSpan.FromSeconds(5)).Words, Is.EqualTo("900 of 1,000 trials, 2.0 a second, 50 s left"));

    [Test]
    public void Long_times_are_told_in_minutes() =>
        Assert.That(new SweepProgress(10, 10_000, 10, TimeSpan.FromSeconds(10)).Words, Does.EndWith("167 min left"));

    private static string[] Watch(bool isInteractive, int trials)
    {
        var error = new StringWriter();
        var terminal = new Terminal { Out = TextWriter.Null, Error = error, In = () => Stream.Null, IsInteractive = isInteractive };
        new SweepProgressView(terminal, "a sweep").Watch(trials, progress =>
        {
            for (int done = 1; done <= trials; done++)
            {
                progress.Report(new SweepProgress(done, trials, done, TimeSpan.FromSeconds(done / 10.0)));
            }
        });
        return error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
