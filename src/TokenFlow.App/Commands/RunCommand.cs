using System.CommandLine;
using System.Text.Json.Serialization;
using TokenFlow.App.Cli;
using TokenFlow.App.Content;
using TokenFlow.App.Running;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Films.Parts;
using TokenFlow.Recording.Type;
using TokenFlow.Scenarios.Library;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Session.Films;
using TokenFlow.Session.Replays;
using TokenFlow.Studies.Lessons;
using TokenFlow.Window.Native;

namespace TokenFlow.App.Commands;

/// <summary>Opens the window: a scenario, a race of patterns, or the gallery.</summary>
internal sealed class RunCommand : Verb
{
    private readonly Terminal _terminal;
    private readonly ScenarioLibrary _library;
    private readonly LessonLibrary _lessons;
    private readonly ScenarioOptions _scenario;
    private readonly RunOptions _run;
    private readonly Option<bool> _json = new("--json") { Description = "At the end say as one JSON object: frames, frame, hash, msPerFrame, updateMs, drawMs, quads, screenshot." };

    public RunCommand(Terminal terminal, ScenarioLibrary library)
        : base(
            "run",
            """
            Open the window: run a scenario, step it, touch it. Without a scenario, choose one in the gallery.

            Space plays and pauses, . and , step by layers, H shows all keys. A click on a token drops dye, Ctrl and a click
            makes it a hub, a click on an edge cuts it. F9 films what you do, F12 takes a still, Ctrl+S saves the state as a
            file that run, record and still open again. Files go to the current folder, under new names.

            With --frames or --script every picture is one step of time and no clock is read: the same command gives the same
            picture and the same state everywhere. A run plays at once; under a script, and from a saved session, it waits for
            Space.

            Example:
              tokenflow run
              tokenflow run hub-in-two-hops
              tokenflow run bigbird --text notes.txt --theme light
              tokenflow run hub-in-two-hops --race
              tokenflow run --lesson one-hub
              tokenflow run hub-in-two-hops --frames 120 --screenshot out.png
              tokenflow run hub-in-two-hops --script actions.json --screenshot out.png --json
            """)
    {
        _terminal = terminal;
        _library = library;
        _lessons = new LessonLibrary(ContentFolder.Find, library);
        _scenario = new ScenarioOptions(library);
        _run = new RunOptions(_scenario, _lessons);
        _scenario.AddOptionalTo(this, "A scenario's name (see 'tokenflow scenarios'), the path of a scenario file, or of a saved session. Without, the gallery.");
        _run.AddTo(this);
        Options.Add(_json);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        using var interruption = new Interruption(cancellation);
        RunPlan plan = _run.Plan(parsed);

        // Before anything that takes long, so that whoever has no display is told at once.
        using IDisposable? display = NativeRaylib.Demand();
        Scenario? scenario = plan.Lesson is { } lesson ? _lessons.ScenarioOf(lesson) : plan.HasScenario ? _scenario.Load(parsed) : null;
        using var fonts = new FontBook();
        var names = new FreeName("");
        using var recorder = new SessionRecorder(
            names, fonts, new FilmSettings { Width = plan.Width, Height = plan.Height }, FfmpegProgram.Find(), Math.Max(1, Environment.ProcessorCount - 1));
        using SessionReplay? replay = plan.Replay is { } file ? new SessionReplay(file, ProgramVersion.Number) : null;
        RunEnding ending = new WindowRun(_terminal, _library, _lessons).Show(plan, scenario, fonts, recorder, names, replay, interruption.Token);
        recorder.Finish(_terminal.Error, CancellationToken.None);
        if (plan.Loop.IsStepped)
        {
            interruption.Token.ThrowIfCancellationRequested();
        }

        Say(parsed, plan, ending);
        return 0;
    }

    private void Say(ParseResult parsed, RunPlan plan, RunEnding ending)
    {
        string? screenshot = plan.Loop.Screenshot;
        if (!parsed.GetValue(_json))
        {
            if (plan.Loop.IsStepped)
            {
                string where = screenshot is null ? "" : $"{screenshot}: ";
                _terminal.Out.WriteLine(FormattableString.Invariant($"{where}{ending.Frames} pictures, frame {ending.State.Frame}, state {ending.State.Hash:x16}"));
            }

            return;
        }

        JsonLine.Write(
            _terminal.Out,
            new RunResult(
                ending.Frames,
                ending.State.Frame,
                JsonNumbers.Hash(ending.State.Hash),
                Math.Round(ending.Times.Frame, 2),
                Math.Round(ending.Times.Update, 2),
                Math.Round(ending.Times.Draw, 2),
                ending.Quads,
                screenshot),
            VerbJson.Default.RunResult);
    }
}

/// <summary>How a window's run ended.</summary>
/// <param name="Frames">Pictures drawn.</param>
/// <param name="Frame">The run's frame.</param>
/// <param name="Hash">The state's.</param>
/// <param name="MsPerFrame">Milliseconds a picture took, all in all.</param>
/// <param name="UpdateMs">Of these, in computing.</param>
/// <param name="DrawMs">Of these, in drawing.</param>
/// <param name="Quads">Quads of the last picture.</param>
/// <param name="Screenshot">The picture's file; null for none.</param>
internal sealed record RunResult(
    long Frames,
    long Frame,
    string Hash,
    double MsPerFrame,
    double UpdateMs,
    double DrawMs,
    int Quads,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Screenshot);
