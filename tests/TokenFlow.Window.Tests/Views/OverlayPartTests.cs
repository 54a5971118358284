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
