using System.Text.Json;
using SkiaSharp;
using TokenFlow.App.Gallery;

namespace TokenFlow.App.Tests;

public class GalleryCommandTests
{
    [Test]
    public void A_sheet_the_readmes_pictures_and_loops_are_made_and_told()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of("gallery", "--out", folder.At("made"), "--only", "hub-in-two-hops", "--only", "LOCAL-only", "--size", "160x90", "--json");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(
            run.Json.Select(j => (Path.GetFileName(j.GetProperty("path").GetString()), j.GetProperty("kind").GetString())),
            Is.EqualTo(new[] { ("contact-sheet.png", "sheet"), ("hub-in-two-hops.png", "picture"), ("hub-in-two-hops.webp", "loop"), ("local-only.webp", "loop") }));
        foreach (JsonElement file in run.Json)
        {
            string path = file.GetProperty("path").GetString()!;
            using SKCodec codec = SKCodec.Create(path);
            int frames = file.GetProperty("frames").GetInt32();

            // What stands still is one long frame: the times add up.
            int milliseconds = codec.FrameInfo.Sum(f => f.Duration);
            Assert.That(milliseconds, frames == 1 ? Is.Zero : Is.EqualTo(1000 * frames / GalleryMaker.LoopRate).Within(frames), path);
            Assert.That(new FileInfo(path).Length, Is.EqualTo(file.GetProperty("bytes").GetInt64()));
        }
    }

    [Test]
    public void The_readmes_picture_is_the_one_that_is_listed()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of("gallery", "--out", folder.At(""), "--only", "hub-in-two-hops", "--no-loops");
        CommandRun still = CommandRun.Of("still", "hub-in-two-hops", "--at", "4.8", "--out", folder.At("still.png"));

        Assert.That((run.ExitCode, still.ExitCode), Is.EqualTo((0, 0)), run.Error + still.Error);
        Assert.That(File.ReadAllBytes(folder.At("hub-in-two-hops.png")), Is.EqualTo(File.ReadAllBytes(folder.At("still.png"))));
    }

    [Test]
    public void A_scenario_that_there_is_not_is_one_line()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of("gallery", "--out", folder.At("made"), "--only", "hub-in-three-hops");

        CommandFaults.AssertFault(run, 5);
        Assert.That(run.Error, Does.Contain("hub-in-two-hops"));
        Assert.That(Directory.Exists(folder.At("made")), Is.False);
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_one_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("taken"), "");

        CommandFaults.AssertFault(CommandRun.Of("gallery", "--out", folder.At("taken")), 7);
    }
}
