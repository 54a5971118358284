using System.CommandLine;
using TokenFlow.App.Cli;
using TokenFlow.App.Content;
using TokenFlow.App.Films;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Films.Parts;
using TokenFlow.Recording.Pictures;
using TokenFlow.Recording.Type;
using TokenFlow.Scenarios.Library;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Session.Films;
using TokenFlow.Session.Replays;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation;
using TokenFlow.Studies.Lessons;
using TokenFlow.Ui.Hosting;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens;
using TokenFlow.Ui.Screens.Gallery;
using TokenFlow.Ui.Screens.Learning;
using TokenFlow.Ui.Screens.Race;
using TokenFlow.Ui.Screens.Run;
using TokenFlow.Ui.Screens.Shell;
using TokenFlow.Window.Hosting;
using TokenFlow.Window.Native;

namespace TokenFlow.App.Commands;

/// <summary>Opens the window: a scenario, a race of patterns, or the gallery.</summary>
internal sealed class RunCommand : Verb
{
    private const int MostFrames = 1_000_000;
    private const int MostPixels = 8_192;
    private readonly Terminal _terminal;
    private readonly ScenarioLibrary _library;
    private readonly LessonLibrary _lessons;
    private readonly ScenarioOptions _scenario;
    private readonly PictureOptions _picture = new();
    private readonly Option<int?> _frames = new("--frames") { Description = "Draw so many pictures, each one step of time, and close. The same on every machine.", HelpName = "N" };
    private readonly Option<string?> _script = new("--script") { Description = "Play a file of actions in place of a user, and close after the last.", HelpName = "FILE" };
    private readonly Option<string?> _screenshot = new("--screenshot") { Description = "Write the last picture here. Needs --frames or --script.", HelpName = "FILE.png" };
    private readonly Option<bool> _race = new("--race") { Description = "Begin with a race: several patterns side by side on the scenario's text." };
    private readonly Option<string?> _replay = new("--replay") { Description = "Write all you do down, as a file that 'tokenflow replay' runs again.", HelpName = "FILE.replay" };
    private readonly Option<string?> _lesson = new("--lesson") { Description = "Take a lesson (see 'tokenflow lesson'): the run stops where there is something to see, and Space goes on.", HelpName = "NAME" };
    private readonly Option<bool> _quiz = new("--quiz") { Description = "Begin with the quiz." };
    private readonly Option<int> _threads = ThreadsOption.Create();
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
        _scenario.AddOptionalTo(this, "A scenario's name (see 'tokenflow scenarios'), the path of a scenario file, or of a saved session. Without, the gallery.");
        Options.Add(_frames);
        Options.Add(_script);
        Options.Add(_screenshot);
        Options.Add(_race);
        Options.Add(_replay);
        Options.Add(_lesson);
        Options.Add(_quiz);
        _picture.AddTo(this);
        Options.Add(_threads);
        Options.Add(_json);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        using var interruption = new Interruption(cancellation);
        RunPlan plan = Plan(parsed);

        // Before anything that takes long, so that whoever has no display is told at once.
        using IDisposable display = NativeRaylib.Demand();
        Scenario? scenario = plan.Lesson is { } lesson ? _lessons.ScenarioOf(lesson) : plan.HasScenario ? _scenario.Load(parsed) : null;
        using var fonts = new FontBook();
        var names = new FreeName("");
        using var recorder = new SessionRecorder(
            names, fonts, new FilmSettings { Width = plan.Width, Height = plan.Height }, FfmpegProgram.Find(), Math.Max(1, Environment.ProcessorCount - 1));
        using SessionReplay? replay = parsed.GetValue(_replay) is { } file ? new SessionReplay(file, ProgramVersion.Number) : null;
        Ending ending = Show(plan, scenario, fonts, recorder, names, replay, interruption.Token);
        recorder.Finish(_terminal.Error, CancellationToken.None);
        if (plan.Loop.IsStepped)
            interruption.Token.ThrowIfCancellationRequested();
        Say(parsed, plan, ending);
        return 0;
    }

    // All that can be wrong with the command line, before a window opens.
    private RunPlan Plan(ParseResult parsed)
    {
        (int width, int height) = _picture.Size(parsed);
        if (width is < 1 or > MostPixels || height is < 1 or > MostPixels)
            throw new FaultException(FaultKind.OutOfRange, $"a window of {width} x {height} is out of range", "--size", $"choose 1 to {MostPixels} each way");
        string? theme = _picture.HasTheme(parsed) ? _picture.Theme(parsed).Name : null;
        int? frames = parsed.GetValue(_frames);
        if (frames is < 1 or > MostFrames)
            throw new FaultException(FaultKind.OutOfRange, $"{frames} frames are out of range", "--frames", $"give a number from 1 to {MostFrames}");
        ActionScript? script = parsed.GetValue(_script) is { } file ? ActionScript.FromFile(file) : null;
        string? screenshot = parsed.GetValue(_screenshot);
        if (screenshot is not null)
        {
            CheckPicture(screenshot, "--screenshot");
            if (frames is null && script is null)
                throw new FaultException(FaultKind.Usage, "there is no last picture while a user decides when to close", "--screenshot", "add --frames N or --script FILE; in the window F12 takes a still");
        }

        foreach (ScriptedAction.Screenshot picture in script?.Actions.OfType<ScriptedAction.Screenshot>() ?? [])
        {
            try
            {
                CheckPicture(picture.Path, "");
            }
            catch (FaultException e)
            {
                throw e.At(picture.Where);
            }
        }

        bool hasScenario = _scenario.IsNamed(parsed);
        bool isRace = parsed.GetValue(_race);
        if (isRace && !hasScenario)
            throw new FaultException(FaultKind.Usage, "a race needs a scenario, for its text", "--race", "name one, as in 'tokenflow run hub-in-two-hops --race'");
        Lesson? lesson = parsed.GetValue(_lesson) is { } name ? _lessons.Load(name) : null;
        bool isQuiz = parsed.GetValue(_quiz);
        if (hasScenario && (isQuiz || lesson is not null))
            throw new FaultException(FaultKind.Usage, "there is a scenario besides", isQuiz ? "--quiz" : "--lesson", "leave the scenario out; a lesson brings its own");
        bool isStepped = frames is not null || script is not null;
        return new RunPlan(
            width,
            height,
            theme,
            hasScenario,
            isRace,
            lesson,
            isQuiz,
            ThreadsOption.Checked(parsed.GetValue(_threads)),
            new LoopSettings
            {
                Frames = frames,
                Script = script,
                Screenshot = screenshot,
                WritePicture = (path, pixels) => PngWriter.Write(path, pixels.Width, pixels.Height, pixels.Rgba),
                Detail = isStepped ? null : new DetailGovernor(),
            });
    }

    private static void CheckPicture(string path, string where)
    {
        if (!path.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
            throw new FaultException(FaultKind.Usage, $"'{path}' is no PNG", where, "end the name in .png");
        OutputPath.CheckWritable(path);
    }

    private Ending Show(RunPlan plan, Scenario? scenario, FontBook fonts, SessionRecorder recorder, FreeName names, SessionReplay? replay, CancellationToken cancellation)
    {
        // The loop measures, and is made after all that shows its figures.
        WindowLoop? loop = null;
        RaylibHost? host = null;
        DetailGovernor? detail = plan.Loop.Detail;

        // The lanes of a race, a lesson's run beside and all that is opened later compute on the same threads.
        using var threads = new FlowHost(plan.Threads);
        var services = new WindowServices
        {
            Session = new SessionServices
            {
                Flow = tokens => FlowOptions.Drawn(tokens) with { Threads = plan.Threads, Host = threads },
                Recorder = recorder,
                Files = new SessionFiles(names),
                Log = replay,
                StandardInput = _terminal.In,
            },
            ScenarioNames = () => _library.Names,
            Load = name => _library.Load(name, []),
            Lessons = _lessons.All,
            LoadLesson = _lessons.ScenarioOf,
            LoadBeside = _lessons.BesideOf,
            DrawStill = recorder.Draw,
            IsStepped = plan.Loop.IsStepped,
            Report = () => loop is null || host is null ? default : new DrawReport(
                loop.Times.Frame, loop.Times.Update, loop.Times.Draw, host.LastDrawn.Quads, host.LastDrawn.Calls, loop.Times.Allocated),
        };
        if (detail is not null)
            services = services with { EdgeInk = () => detail.EdgeInk };

        string theme = plan.Theme ?? "dark";
        IView first = plan.IsQuiz ? new QuizView(services, theme)
            : plan.Lesson is { } lesson ? new RunView(scenario!, services, plan.Theme, lesson)
            : scenario is null ? new GalleryView(services, theme)
            : plan.IsRace ? new RaceView(scenario, services, theme)
            : Opened(new RunView(scenario, services, plan.Theme), plan, scenario);
        using var app = new WindowApp(first, services, t => new GalleryView(services, t), (s, t) => new RaceView(s, services, t));
        using var glyphs = new GlyphSource(fonts);
        using (host = new RaylibHost(plan.Width, plan.Height, app.Title, glyphs, isPaced: !plan.Loop.IsStepped))
        {
            loop = new WindowLoop(host, app, plan.Loop);
            long frames = loop.Run(cancellation);
            return new Ending(frames, app.View.State, loop.Times, host.LastDrawn.Quads);
        }
    }

    // It plays at once: unless it was saved at some moment, or a script is to say when.
    private static RunView Opened(RunView view, RunPlan plan, Scenario scenario)
    {
        if (scenario.Session is null && plan.Loop.Script is null)
            view.Session.TogglePlay();
        return view;
    }

    private void Say(ParseResult parsed, RunPlan plan, Ending ending)
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

        JsonLine.Write(_terminal.Out, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("frames", ending.Frames);
            json.WriteNumber("frame", ending.State.Frame);
            json.WriteString("hash", FormattableString.Invariant($"{ending.State.Hash:x16}"));
            json.WriteNumber("msPerFrame", Math.Round(ending.Times.Frame, 2));
            json.WriteNumber("updateMs", Math.Round(ending.Times.Update, 2));
            json.WriteNumber("drawMs", Math.Round(ending.Times.Draw, 2));
            json.WriteNumber("quads", ending.Quads);
            if (screenshot is not null)
                json.WriteString("screenshot", screenshot);
            json.WriteEndObject();
        });
    }

    // What the command line asks for, checked.
    private sealed record RunPlan(int Width, int Height, string? Theme, bool HasScenario, bool IsRace, Lesson? Lesson, bool IsQuiz, int Threads, LoopSettings Loop);

    // How it ended.
    private sealed record Ending(long Frames, ViewState State, FrameTimes Times, int Quads);
}
