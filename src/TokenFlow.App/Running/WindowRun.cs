using TokenFlow.App.Cli;
using TokenFlow.Recording.Type;
using TokenFlow.Scenarios.Library;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Session.Films;
using TokenFlow.Session.Replays;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation;
using TokenFlow.Studies.Lessons;
using TokenFlow.Ui.Hosting;
using TokenFlow.Ui.Screens;
using TokenFlow.Ui.Screens.Gallery;
using TokenFlow.Ui.Screens.Learning;
using TokenFlow.Ui.Screens.Race;
using TokenFlow.Ui.Screens.Run;
using TokenFlow.Ui.Screens.Shell;
using TokenFlow.Window.Hosting;

namespace TokenFlow.App.Running;

/// <summary>Puts a window together: host, loop, services, and the view that it begins with.</summary>
/// <param name="terminal">The streams.</param>
/// <param name="library">The scenarios.</param>
/// <param name="lessons">The lessons.</param>
internal sealed class WindowRun(Terminal terminal, ScenarioLibrary library, LessonLibrary lessons)
{
    /// <summary>Opens the window and shows it until it closes.</summary>
    public RunEnding Show(RunPlan plan, Scenario? scenario, FontBook fonts, SessionRecorder recorder, FreeName names, SessionReplay? replay, CancellationToken cancellation)
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
                StandardInput = terminal.In,
            },
            ScenarioNames = () => library.Names,
            Load = name => library.Load(name, []),
            Lessons = lessons.All,
            LoadLesson = lessons.ScenarioOf,
            LoadBeside = lessons.BesideOf,
            DrawStill = recorder.Draw,
            IsStepped = plan.Loop.IsStepped,
            Report = () => loop is null || host is null ? default : new DrawReport(
                loop.Times.Frame, loop.Times.Update, loop.Times.Draw, host.LastDrawn.Quads, host.LastDrawn.Calls, loop.Times.Allocated),
        };
        if (detail is not null)
        {
            services = services with { EdgeInk = () => detail.EdgeInk };
        }

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
            return new RunEnding(frames, app.View.State, loop.Times, host.LastDrawn.Quads);
        }
    }

    // It plays at once: unless it was saved at some moment, or a script is to say when.
    private static RunView Opened(RunView view, RunPlan plan, Scenario scenario)
    {
        if (scenario.Session is null && plan.Loop.Script is null)
        {
            view.Session.TogglePlay();
        }

        return view;
    }
}

/// <summary>How a window's run ended.</summary>
/// <param name="Frames">Pictures drawn.</param>
/// <param name="State">Where the view was left.</param>
/// <param name="Times">How long pictures took.</param>
/// <param name="Quads">Quads of the last picture.</param>
internal sealed record RunEnding(long Frames, ViewState State, FrameTimes Times, int Quads);
