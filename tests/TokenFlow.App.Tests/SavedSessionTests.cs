using System.Globalization;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Edits;
using TokenFlow.Studies.Recall;

namespace TokenFlow.App.Tests;

/// <summary>Saved sessions on the command line.</summary>
public class SavedSessionTests
{
    [Test]
    public void A_still_of_a_saved_session_shows_the_frame_where_it_was_left()
    {
        using var folder = new TemporaryFolder();
        string hash = Save(folder.At("saved.json"), 7, new ScheduledEdit(2, new MakeHubEdit(9)), new ScheduledEdit(6, new DropDyeEdit(4)));

        CommandRun still = CommandRun.Of("still", folder.At("saved.json"), "--size", "160x90", "--json", "--out", folder.At("x.svg"));

        Assert.That(still.ExitCode, Is.Zero, still.Error);
        Assert.That(still.Json.Single().GetProperty("hash").GetString(), Is.EqualTo(hash), "bit for bit");
        Assert.That(still.Json.Single().GetProperty("frame").GetInt32(), Is.EqualTo(3 + 7), "after the lead");
    }

    [Test]
    public void With_a_moment_the_same_session_is_drawn_there()
    {
        using var folder = new TemporaryFolder();
        Save(folder.At("saved.json"), 7);

        CommandRun still = CommandRun.Of("still", folder.At("saved.json"), "--at", "0.2", "--size", "160x90", "--json", "--out", folder.At("x.svg"));

        Assert.That(still.Json.Single().GetProperty("frame").GetInt32(), Is.EqualTo(6));
    }

    [Test]
    public void A_still_of_anything_else_needs_a_moment()
    {
        using var folder = new TemporaryFolder();

        CommandRun still = CommandRun.Of("still", "local-only", "--out", folder.At("x.svg"));

        Assert.That(still.ExitCode, Is.EqualTo(2));
        Assert.That(still.Error, Does.Contain("--at: the moment is missing"));
        Assert.That(folder.Files, Is.Empty);
    }

    [Test]
    public void A_film_plays_the_edits_that_were_made()
    {
        using var folder = new TemporaryFolder();
        Save(folder.At("plain.json"), 0);
        Save(folder.At("edited.json"), 5, new ScheduledEdit(2, new MakeHubEdit(9)));
        foreach (string name in (string[])["plain", "edited"])
        {
            CommandRun run = CommandRun.Of("record", folder.At(name + ".json"), "--size", "160x90", "--out", folder.At(name + "-%02d.png"));
            Assert.That(run.ExitCode, Is.Zero, run.Error);
        }

        // Three frames of lead: frame k of the run is frame k + 3 of the film.
        Assert.That(Same(4), Is.True, "before the edit");
        Assert.That(Same(5), Is.False, "from its frame on");

        bool Same(int frame) => File.ReadAllBytes(folder.At($"plain-{frame:00}.png")).AsSpan().SequenceEqual(File.ReadAllBytes(folder.At($"edited-{frame:00}.png")));
    }

    private static string Save(string path, long frame, params ScheduledEdit[] edits)
    {
        Scenario scenario = ScenarioReader.Parse(
            "s.json",
            """{ "tokens": 20, "headDim": 8, "layers": 2, "framesPerLayer": 6, "pattern": { "kind": "local", "window": 2 }, "film": { "lead": 0.1, "tail": 0.1 } }"""u8,
            [],
            ".");
        Sequence sequence = new SequenceBuilder(() => Stream.Null).Build(scenario);
        using var simulation = FlowRun.Open(scenario, sequence, new FlowOptions(1, 0));
        simulation.ReplaceEdits(edits);
        simulation.Seek(frame);
        using (FileStream file = File.Create(path))
        {
            ScenarioWriter.Write(scenario, sequence, new SavedSession(frame, simulation.Edits, new Dictionary<string, string>()), file);
        }

        return simulation.Snapshot.StateHash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
