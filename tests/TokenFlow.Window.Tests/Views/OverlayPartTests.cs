using System.Diagnostics;
using TokenFlow.Ui.Hosting;

namespace TokenFlow.Window.Tests.Views;

public class OverlayPartTests
{
    [Test]
    public void Phases_are_timed_by_the_clock_that_is_given()
    {
        long now = 0;
        var times = new SystemTimes(() => now);
        times.Before("Attend");
        now += Stopwatch.Frequency / 100;
        times.After("Attend");
        times.Picture();
        now += Stopwatch.Frequency / 25;
        times.Picture();
        Assert.That(times.Names, Is.EqualTo((string[])["Attend"]));
        Assert.That(times[0], Is.EqualTo(10).Within(0.01));
        Assert.That((times.Count, times.PictureBefore(0)), Is.EqualTo((1, 40f)));
    }

    [Test]
    public void The_cold_first_frame_counts_only_while_there_is_no_other()
    {
        long now = 0;
        var times = new SystemTimes(() => now);
        foreach (int milliseconds in (int[])[129, 2, 2])
        {
            times.Before("Attend");
            now += milliseconds * Stopwatch.Frequency / 1000;
            times.After("Attend");
        }

        Assert.That(times[0], Is.EqualTo(2).Within(0.01));
        Assert.That(times.IsFresh, Is.True);
        now += 2 * Stopwatch.Frequency;
        Assert.That(times.IsFresh, Is.False);
    }

    [Test]
    public void Time_without_pictures_is_no_pictures()
    {
        long now = 0;
        var times = new SystemTimes(() => now);
        times.Picture();
        now += 3600 * Stopwatch.Frequency;
        times.Pause();
        times.Picture();
        now += Stopwatch.Frequency / 50;
        times.Picture();
        Assert.That((times.Count, times.PictureBefore(0)), Is.EqualTo((1, 20f)));
    }

    [Test]
    public void While_no_frame_runs_it_says_so_instead_of_what_the_last_one_took()
    {
        long now = 0;
        using var run = new TouchRun(now: () => now);
        run.Times.Before("Attend");
        now += Stopwatch.Frequency / 10;
        run.Times.After("Attend");
        run.Session.View = run.Session.View with { Overlay = true };
        run.Frame();
        Assert.That(run.Overlay.Lines.Select(l => l.Value).Skip(1), Is.EqualTo((string[])["100.00 ms", "100.00 ms"]));
        now += 5 * Stopwatch.Frequency;
        for (int i = 0; i < 10; i++)
        {
            run.Frame();
        }

        Assert.That(run.Overlay.Lines.Select(l => l.Value).Skip(1), Is.EqualTo((string[])["rests", "-"]));
    }

    [Test]
    public void It_shows_what_the_phases_take()
    {
        using var run = new TouchRun();
        byte[] plain = run.Pixels();
        run.Times.Before("Attend");
        run.Times.After("Attend");
        run.Session.View = run.Session.View with { Overlay = true };
        run.Frame();
        Assert.That(run.Overlay.Lines.Select(l => l.Name), Is.EqualTo((string[])["frame", "simulation", "attend: the kernel"]));
        Assert.That(run.Pixels(), Is.Not.EqualTo(plain));
    }
}
