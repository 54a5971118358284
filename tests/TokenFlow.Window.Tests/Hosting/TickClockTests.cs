using CsCheck;
using TokenFlow.Ui.Hosting;

namespace TokenFlow.Window.Tests.Hosting;

public sealed class TickClockTests
{
    [Test]
    public void Gives_as_many_steps_as_time_holds_however_it_is_cut()
    {
        Gen.Double[0.0005, 0.12].Array[1, 300].Sample(pieces =>
        {
            var clock = new TickClock(30);
            double now = 5;
            _ = clock.Due(now);
            int steps = 0;
            foreach (double piece in pieces)
            {
                steps += clock.Due(now += piece);
            }

            Assert.That(steps, Is.EqualTo(Math.Floor(pieces.Sum() * 30)).Within(1));
        });
    }

    [Test]
    public void Goes_slower_instead_of_jumping_when_the_machine_falls_behind()
    {
        var clock = new TickClock(30);
        _ = clock.Due(0);
        Assert.That(clock.Due(10), Is.EqualTo(4));
        Assert.That(clock.Due(10.0001), Is.LessThanOrEqualTo(1), "what was missed is forgotten");
    }

    [Test]
    public void Never_goes_back()
    {
        var clock = new TickClock(60);
        _ = clock.Due(3);
        Assert.That(clock.Due(2), Is.Zero);
    }
}
