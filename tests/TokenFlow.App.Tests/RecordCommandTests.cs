using System.Text.Json;
using TokenFlow.Recording.Films.Containers;

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

    [Test]
    public void An_mp4_is_made_by_ffmpeg_or_refused_with_what_needs_none()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of(["record", "hub-in-two-hops", "--out", folder.At("film.mp4"), .. Small]);

        if (FfmpegProgram.Find() is null)
        {
            CommandFaults.AssertFault(run, 9);
            Assert.That(run.Error, Does.Contain(".webp").And.Contain(".gif").And.Contain("png"));
            return;
        }

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(folder.Files, Is.EqualTo(new[] { "film.mp4" }));
    }

    [TestCase("film.webp")]
    [TestCase("frames/%03d.png")]
    public void A_script_is_told_what_was_recorded(string name)
    {
        using var folder = new TemporaryFolder();

        JsonElement film = CommandRun.Of(["demo", "--json", "--fps", "60", "--out", folder.At(name), .. Small]).Json.Single();

        Assert.That(film.GetProperty("path").GetString(), Is.EqualTo(folder.At(name)));
        Assert.That(film.GetProperty("frames").GetInt32(), Is.EqualTo(16), "6 of lead, 4 of the layer, 6 of tail");
        Assert.That(film.GetProperty("width").GetInt32(), Is.EqualTo(160));
        Assert.That(film.GetProperty("height").GetInt32(), Is.EqualTo(90));
        Assert.That(film.GetProperty("fps").GetInt32(), Is.EqualTo(60));
        Assert.That(film.GetProperty("seconds").GetDouble(), Is.EqualTo(16.0 / 60).Within(1e-9));
        Assert.That(film.GetProperty("bytes").GetInt64(), Is.EqualTo(folder.Bytes));
    }

    [Test]
    public void A_script_is_told_what_was_drawn()
    {
        using var folder = new TemporaryFolder();

        JsonElement still = CommandRun.Of("still", "local-only", "--at", "1", "--size", "160x90", "--json", "--out", folder.At("x.svg")).Json.Single();

        Assert.That(still.GetProperty("frame").GetInt32(), Is.EqualTo(30));
        Assert.That(still.GetProperty("bytes").GetInt64(), Is.EqualTo(folder.Bytes));
        Assert.That(still.GetProperty("hash").GetString(), Has.Length.EqualTo(16));
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
        string hash = CommandRun.Of("step", "hub-in-two-hops", "--layers", "2", "--json").Json[1].GetProperty("hash").GetString()!;

        CommandRun still = CommandRun.Of("still", "hub-in-two-hops", "--at", "3", "--set", "film.lead=0", "--out", folder.At("x.png"));

        Assert.That(still.Output, Does.Contain(hash));
    }
}
