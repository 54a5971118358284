using System.CommandLine;
using TokenFlow.App.Cli;
using TokenFlow.App.Content;
using TokenFlow.App.Films;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Recording.Pictures;
using TokenFlow.Studies.Lessons;
using TokenFlow.Ui.Hosting;
using TokenFlow.Ui.Input;

namespace TokenFlow.App.Running;

/// <summary>The options of a window's run.</summary>
/// <param name="scenario">The scenario's own.</param>
/// <param name="lessons">Where lessons are found.</param>
internal sealed class RunOptions(ScenarioOptions scenario, LessonLibrary lessons)
{
    private const int MostFrames = 1_000_000;
    private const int MostPixels = 8_192;
    private readonly PictureOptions _picture = new();
    private readonly Option<int?> _frames = new("--frames") { Description = "Draw so many pictures, each one step of time, and close. The same on every machine.", HelpName = "N" };
    private readonly Option<string?> _script = new("--script") { Description = "Play a file of actions in place of a user, and close after the last.", HelpName = "FILE" };
    private readonly Option<string?> _screenshot = new("--screenshot") { Description = "Write the last picture here. Needs --frames or --script.", HelpName = "FILE.png" };
    private readonly Option<bool> _race = new("--race") { Description = "Begin with a race: several patterns side by side on the scenario's text." };
    private readonly Option<string?> _replay = new("--replay") { Description = "Write all you do down, as a file that 'tokenflow replay' runs again.", HelpName = "FILE.replay" };
    private readonly Option<string?> _lesson = new("--lesson") { Description = "Take a lesson (see 'tokenflow lesson'): the run stops where there is something to see, and Space goes on.", HelpName = "NAME" };
    private readonly Option<bool> _quiz = new("--quiz") { Description = "Begin with the quiz." };
    private readonly Option<int> _threads = ThreadsOption.Create();

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_frames, _script, _screenshot, _race, _replay, _lesson, _quiz])
        {
            command.Options.Add(option);
        }

        _picture.AddTo(command);
        command.Options.Add(_threads);
    }

    /// <summary>All that can be wrong with the command line is found here, before a window opens.</summary>
    public RunPlan Plan(ParseResult parsed)
    {
        (int width, int height) = _picture.Size(parsed);
        if (width is < 1 or > MostPixels || height is < 1 or > MostPixels)
        {
            throw new FaultException(FaultKind.OutOfRange, $"a window of {width} x {height} is out of range", "--size", $"choose 1 to {MostPixels} each way");
        }

        string? theme = _picture.HasTheme(parsed) ? _picture.Theme(parsed).Name : null;
        int? frames = parsed.GetValue(_frames);
        if (frames is < 1 or > MostFrames)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{frames} frames are out of range", "--frames", $"give a number from 1 to {MostFrames}");
        }

        ActionScript? script = parsed.GetValue(_script) is { } file ? ActionScript.FromFile(file) : null;
        string? screenshot = parsed.GetValue(_screenshot);
        if (screenshot is not null)
        {
            CheckPicture(screenshot, "--screenshot");
            if (frames is null && script is null)
            {
                throw new FaultException(FaultKind.Usage, "there is no last picture while a user decides when to close", "--screenshot", "add --frames N or --script FILE; in the window F12 takes a still");
            }
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

        bool hasScenario = scenario.IsNamed(parsed);
        bool isRace = parsed.GetValue(_race);
        if (isRace && !hasScenario)
        {
            throw new FaultException(FaultKind.Usage, "a race needs a scenario, for its text", "--race", "name one, as in 'tokenflow run hub-in-two-hops --race'");
        }

        Lesson? lesson = parsed.GetValue(_lesson) is { } name ? lessons.Load(name) : null;
        bool isQuiz = parsed.GetValue(_quiz);
        if (hasScenario && (isQuiz || lesson is not null))
        {
            throw new FaultException(FaultKind.Usage, "there is a scenario besides", isQuiz ? "--quiz" : "--lesson", "leave the scenario out; a lesson brings its own");
        }

        bool isStepped = frames is not null || script is not null;
        return new RunPlan(
            width,
            height,
            theme,
            hasScenario,
            isRace,
            lesson,
            isQuiz,
            parsed.GetValue(_replay),
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
        {
            throw new FaultException(FaultKind.Usage, $"'{path}' is no PNG", where, "end the name in .png");
        }

        OutputPath.CheckWritable(path);
    }
}

/// <summary>What the command line asks for, checked.</summary>
/// <param name="Width">The window's, in pixels.</param>
/// <param name="Height">The window's, in pixels.</param>
/// <param name="Theme">The colours' name; null for those that a scenario begins with.</param>
/// <param name="HasScenario">Whether a scenario is named.</param>
/// <param name="IsRace">Whether it begins with a race.</param>
/// <param name="Lesson">The lesson that is taken; null for none.</param>
/// <param name="IsQuiz">Whether it begins with the quiz.</param>
/// <param name="Replay">Where all that is done is written down; null for nowhere.</param>
/// <param name="Threads">Threads that compute.</param>
/// <param name="Loop">How long the window stays, and what plays in it.</param>
internal sealed record RunPlan(
    int Width, int Height, string? Theme, bool HasScenario, bool IsRace, Lesson? Lesson, bool IsQuiz, string? Replay, int Threads, LoopSettings Loop);
