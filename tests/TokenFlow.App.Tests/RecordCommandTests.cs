namespace TokenFlow.App.Tests;

public class RecordCommandTests
{
    private static readonly string[] Small =
        ["--size", "160x90", "--set", "layers=1", "--set", "framesPerLayer=2", "--set", "film.lead=0.1", "--set", "film.tail=0.1"];

    [TestCase("film.webp", "RIFF")]
    [TestCase("film.gif", "GIF89a")]
    public void A_film_needs_nothing_installed(string name, string magic)
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of(["record", "hub-in-two-hops", "--out", folder.At(name), .. Small]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(folder.Files, Is.EqualTo(new[] { name }));
        Assert.That(File.ReadAllBytes(folder.At(name)).Take(magic.Length), Is.EqualTo(magic.Select(c => (byte)c)));
        Assert.That(run.Output, Does.Contain("8 frames, 160 x 90"), "3 of lead, 2 of the layer, 3 of tail");
    }

    [Test]
    public void A_picture_a_frame_is_numbered_from_nought()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of(["record", "local-only", "--out", folder.At("%03d.png"), .. Small]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(folder.Files.Order(), Is.EqualTo(Enumerable.Range(0, 8).Select(i => $"{i:000}.png")));
    }

    [TestCase("x.png")]
    [TestCase("x.svg")]
    [TestCase("x.pdf")]
    public void A_still_is_written_in_the_format_of_its_name(string name)
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of("still", "three-hubs", "--at", "4", "--size", "320x180", "--out", folder.At(name));

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(new FileInfo(folder.At(name)).Length, Is.GreaterThan(1_000));
    }

    [Test]
    public void A_stills_state_is_the_steps_state_at_that_time()
    {
        using var folder = new TemporaryFolder();
        string hash = CommandRun.Of("step", "hub-in-two-hops", "--set", "layers=2", "--json").Json[1].GetProperty("hash").GetString()!;

        CommandRun still = CommandRun.Of("still", "hub-in-two-hops", "--at", "3", "--set", "film.lead=0", "--out", folder.At("x.png"));

        Assert.That(still.Output, Does.Contain(hash));
    }
}
