using System.Diagnostics;
using TokenFlow.Window.Native;

namespace TokenFlow.App.Tests;

public class RunCommandTests
{
    [TestCase("--size", "1280", "'1280' is not a size")]
    [TestCase("--size", "1280x", "'1280x' is not a size")]
    [TestCase("--size", "-5x10", "'-5x10' is not a size")]
    [TestCase("--theme", "pink", "no theme is called 'pink'")]
    [TestCase("--frames", "many", "'many' is not a whole number")]
    [TestCase("--screenshot", "x.png", "add --frames N or --script FILE")]
    public void A_mistake_in_the_options_is_one_line_before_any_window(string option, string value, string said)
    {
        CommandRun run = CommandRun.Of("run", "local-only", option, value);

        CommandFaults.AssertFault(run, 2);
        Assert.That(run.Error, Does.Contain(option).And.Contain(said));
    }

    [TestCase("--size", "0x10")]
    [TestCase("--size", "10x8193")]
    [TestCase("--frames", "0")]
    [TestCase("--frames", "-1")]
    [TestCase("--threads", "0")]
    public void A_number_out_of_range_is_one_line(string option, string value)
    {
        CommandRun run = CommandRun.Of("run", "local-only", option, value);

        CommandFaults.AssertFault(run, 6);
        Assert.That(run.Error, Does.Contain(option));
    }

    [TestCase("--race")]
    [TestCase("--tokens", "5")]
    [TestCase("--set", "layers=2")]
    public void What_needs_a_scenario_says_so(params string[] options)
    {
        CommandRun run = CommandRun.Of(["run", .. options]);

        CommandFaults.AssertFault(run, 2);
        Assert.That(run.Error, Does.Contain(options[0]).And.Contain("name one"));
    }

    [Test]
    public void A_screenshot_that_cannot_be_written_is_refused_before_any_window()
    {
        using var folder = new TemporaryFolder();
        CommandRun missing = CommandRun.Of("run", "local-only", "--frames", "2", "--screenshot", folder.At("none/x.png"));
        CommandFaults.AssertFault(missing, 7);
        Assert.That(missing.Error, Does.Contain(folder.At("none/x.png")));

        CommandFaults.AssertFault(CommandRun.Of("run", "local-only", "--frames", "2", "--screenshot", folder.At("x.jpg")), 2);
        Assert.That(folder.Files, Is.Empty);
    }

    [TestCase("""{"actions": [{"frame": 0, "key": "Space"}, {"frame": 3, "key": "Nokey"}]}""", 1, "actions.1.key")]
    [TestCase("{\"actions\": [\n{\"frame\": 0, \"klick\": [1, 2]}]}", 2, "actions.0")]
    [TestCase("{\"actions\": [\n\n{\"key\": \"Space\"}]}", 3, "actions.0.frame")]
    [TestCase("{\"actions\": ", 1, "")]
    public void A_bad_script_is_refused_with_file_line_and_field(string script, int line, string field)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("actions.json", script);
        CommandRun run = CommandRun.Of("run", "local-only", "--script", path);

        CommandFaults.AssertFault(run, 5);
        Assert.That(run.Error, Does.Contain($"{path}:{line}").And.Contain(field));
    }

    [Test]
    public void A_scripts_screenshot_that_cannot_be_written_is_refused_with_its_place()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("actions.json", """{"actions": [{"frame": 0, "screenshot": "/nowhere/at/all/x.png"}]}""");
        CommandRun run = CommandRun.Of("run", "local-only", "--script", path);

        CommandFaults.AssertFault(run, 7);
        Assert.That(run.Error, Does.Contain("/nowhere/at/all/x.png").And.Contain("actions.0.screenshot"));
    }

    [Test]
    public void A_script_that_is_not_there_is_one_line() =>
        CommandFaults.AssertFault(CommandRun.Of("run", "local-only", "--script", "/nowhere/actions.json"), 3);

    [Test]
    [Platform("Linux")]
    public void Without_a_display_the_program_says_so_within_two_seconds_in_one_line()
    {
        string program = Path.Combine(TestContext.CurrentContext.TestDirectory, "tokenflow.dll");
        var start = new ProcessStartInfo("dotnet", [program, "run", "local-only"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("DISPLAY");
        start.Environment.Remove("WAYLAND_DISPLAY");
        long begun = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        TimeSpan took = Stopwatch.GetElapsedTime(begun);

        Assert.That(process.ExitCode, Is.EqualTo(9), error);
        Assert.That(error.TrimEnd().Split('\n'), Has.Length.EqualTo(1), error);
        Assert.That(error, Does.Contain("no window can be opened here").And.Contain("record, still and step work without"));
        Assert.That(took.TotalSeconds, Is.LessThan(2));
    }

    [Test]
    public void A_run_of_some_frames_is_the_same_state_as_steps_of_the_same_scenario()
    {
        WindowRequirement.Demand(NativeRaylib.Demand);
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of("run", "hub-in-two-hops", "--frames", "90", "--size", "320x180", "--screenshot", folder.At("x.png"), "--json");
        CommandRun step = CommandRun.Of("step", "hub-in-two-hops", "--layers", "2", "--json");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Json[0].GetProperty("frame").GetInt64(), Is.EqualTo(90));
        Assert.That(run.Json[0].GetProperty("hash").GetString(), Is.EqualTo(step.Json[1].GetProperty("hash").GetString()));
        Assert.That(folder.Files, Is.EqualTo((string[])["x.png"]), "whole, and nothing half written beside it");
    }

    [Test]
    public void A_script_plays_a_user_twice_to_the_same_state_and_picture()
    {
        WindowRequirement.Demand(NativeRaylib.Demand);
        using var folder = new TemporaryFolder();
        string script = folder.Write("actions.json", """
            {"actions": [{"frame": 0, "key": "Space"}, {"frame": 20, "clickToken": 40, "with": "Ctrl"}, {"frame": 30, "key": "."},
                         {"frame": 34, "key": "L"}, {"frame": 40, "key": "Ctrl+Z"}, {"frame": 41, "key": "Ctrl+Y"}]}
            """);
        CommandRun[] runs = [.. ((string[])["a.png", "b.png"]).Select(name => CommandRun.Of(
            "run", "local-only", "--script", script, "--size", "640x360", "--screenshot", folder.At(name), "--json"))];

        Assert.That(runs[0].ExitCode, Is.Zero, runs[0].Error);
        Assert.That(runs[1].Json[0].GetProperty("hash").GetString(), Is.EqualTo(runs[0].Json[0].GetProperty("hash").GetString()));
        Assert.That(File.ReadAllBytes(folder.At("b.png")), Is.EqualTo(File.ReadAllBytes(folder.At("a.png"))));
        Assert.That(runs[0].Json[0].GetProperty("frame").GetInt64(), Is.EqualTo(45), "the step ended at a layer's start");
    }

    [TestCase]
    [TestCase("hub-in-two-hops", "--race")]
    [TestCase("hub-in-two-hops", "--theme", "light")]
    [TestCase("hub-in-two-hops", "--size", "1x1")]
    public void Gallery_race_and_run_draw_in_a_window(params string[] options)
    {
        WindowRequirement.Demand(NativeRaylib.Demand);
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of(["run", .. options, "--frames", "12", "--screenshot", folder.At("x.png"), "--json"]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Json[0].GetProperty("frames").GetInt64(), Is.EqualTo(12));
        Assert.That(run.Json[0].GetProperty("hash").GetString(), Is.Not.EqualTo(new string('0', 16)));
        Assert.That(folder.Files, Is.EqualTo((string[])["x.png"]));
    }
}
