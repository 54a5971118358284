using TokenFlow.App.Films;
using TokenFlow.Scenarios.Scenarios;

namespace TokenFlow.App.Tests;

public class FilmScriptTests
{
    [Test]
    public void The_lead_holds_the_start_and_the_tail_the_end()
    {
        var script = new FilmScript(Read());

        Assert.That(script.FrameCount, Is.EqualTo(30 + 90 + 15));
        Assert.That(script.SimulationFrame(0), Is.Zero);
        Assert.That(script.SimulationFrame(30), Is.Zero);
        Assert.That(script.SimulationFrame(31), Is.EqualTo(1));
        Assert.That(script.SimulationFrame(120), Is.EqualTo(90), "the last layer is finished");
    }

    [Test]
    public void Layers_last_as_long_at_any_frame_rate()
    {
        Scenario fast = Read().AtFrameRate(60);

        Assert.That(fast.LayerSeconds, Is.EqualTo(Read().LayerSeconds));
        Assert.That(new FilmScript(fast).FrameCount, Is.EqualTo(2 * new FilmScript(Read()).FrameCount));
    }

    [Test]
    public void A_caption_stands_until_the_next()
    {
        var script = new FilmScript(Read());

        Assert.That(script.CaptionAt(29), Is.Empty);
        Assert.That(script.CaptionAt(30), Is.EqualTo("one"));
        Assert.That(script.CaptionAt(59), Is.EqualTo("one"));
        Assert.That(script.CaptionAt(60), Is.EqualTo("two"));
    }

    private static Scenario Read() => ScenarioReader.Parse(
        "film.json",
        """
        { "tokens": 4, "layers": 2, "pattern": { "kind": "full" }, "film": { "lead": 1, "tail": 0.5 },
          "captions": [ { "at": 1, "text": "one" }, { "at": 2, "text": "two" } ] }
        """u8,
        [],
        ".");
}
