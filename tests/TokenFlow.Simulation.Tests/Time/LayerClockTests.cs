using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Tests.Time;

public sealed class LayerClockTests
{
    private static readonly LayerClock Clock = new(Layers: 3, FramesPerLayer: 5, FramesPerSecond: 30);

    [Test]
    public void A_layer_runs_from_its_first_frame_to_its_last()
    {
        for (long frame = 0; frame < 15; frame++)
        {
            StepContext at = Clock.At(frame);
            Assert.That(at.Layer, Is.EqualTo(frame / 5));
            Assert.That(at.Progress, Is.EqualTo(frame % 5 / 5f));
            Assert.That(at.IsFinished, Is.False);
            Assert.That(at.Seconds, Is.EqualTo(frame / 30.0).Within(1e-12));
        }

        Assert.That(Clock.FirstFrame(1), Is.EqualTo(5));
        Assert.That(Clock.LastFrame(1), Is.EqualTo(9));
    }

    [Test]
    public void From_the_end_on_nothing_runs()
    {
        Assert.That(Clock.EndFrame, Is.EqualTo(15));
        foreach (long frame in (long[])[15, 16, 1_000_000_000_000])
        {
            StepContext at = Clock.At(frame);
            Assert.That((at.Layer, at.Progress, at.IsFinished), Is.EqualTo((3, 0f, true)));
        }
    }

    [Test]
    public void A_time_is_taken_to_the_nearest_frame()
    {
        Assert.That(Clock.FrameAt(0), Is.Zero);
        Assert.That(Clock.FrameAt(0.1), Is.EqualTo(3));
        Assert.That(Clock.FrameAt(0.049), Is.EqualTo(1));
        Assert.That(Clock.FrameAt(0.05), Is.EqualTo(2));
    }
}
