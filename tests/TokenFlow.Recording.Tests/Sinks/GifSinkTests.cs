using TokenFlow.Base.Faults;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Films.Containers;

namespace TokenFlow.Recording.Tests.Sinks;

public sealed class GifSinkTests
{
    [Test]
    public void More_frames_a_second_than_viewers_show_are_refused()
    {
        using TemporaryFolder folder = new();
        FaultException fault = Assert.Throws<FaultException>(
            () => FilmPath.OpenSink(folder.At("film.gif"), FilmSamples.Settings with { FramesPerSecond = 60 }))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.OutOfRange));
        Assert.That(fault.Message, Does.Contain("at most 50"));
        Assert.That(folder.Files, Is.Empty);
    }

    [Test]
    public void A_third_of_a_tenth_is_three_three_and_four_hundredths()
    {
        FrameClock clock = new(30, 100);
        Assert.That(
            Enumerable.Range(0, 6).Select(k => clock.TickOf(k + 1) - clock.TickOf(k)),
            Is.EqualTo(new long[] { 3, 3, 4, 3, 3, 4 }));
    }
}
