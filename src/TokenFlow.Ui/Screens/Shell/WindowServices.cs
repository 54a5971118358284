using System.Numerics;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Session.Runs;
using TokenFlow.Studies.Lessons;
using TokenFlow.Studies.Quiz;

namespace TokenFlow.Ui.Screens.Shell;

/// <summary>What the window has from outside.</summary>
public sealed record WindowServices
{
    /// <summary>Films, stills, files and threads.</summary>
    public required SessionServices Session { get; init; }

    /// <summary>The names of the scenarios of the gallery, in its order.</summary>
    public required Func<IReadOnlyList<string>> ScenarioNames { get; init; }

    /// <summary>Loads a scenario by name or path.</summary>
    public required Func<string, Scenario> Load { get; init; }

    /// <summary>The lessons, in the order in which they are best taken.</summary>
    public Func<IReadOnlyList<Lesson>> Lessons { get; init; } = () => [];

    /// <summary>The questions of the quiz.</summary>
    public IReadOnlyList<QuizQuestion> Quiz { get; init; } = QuizBook.All;

    /// <summary>Draws a picture with all the care of a still and writes it under a new name: what it is of, its size, who draws it; gives back the file. Null where it cannot be.</summary>
    public Func<string, Vector2, Action<ICanvas>, string>? DrawStill { get; init; }

    /// <summary>How much line a picture may have for single edges, see <see cref="SceneOptions.EdgeInk"/>: less where the machine is slow.</summary>
    public Func<float> EdgeInk { get; init; } = () => new SceneOptions().EdgeInk;

    /// <summary>Whether every picture is one tick, so that nothing may depend on how fast the machine is.</summary>
    public bool IsStepped { get; init; }

    /// <summary>How long pictures take and what they cost, for the overlay; null where nobody measures.</summary>
    public Func<DrawReport>? Report { get; init; }

    /// <summary>Loads the scenario that a lesson leads through, with the fields that it sets.</summary>
    public Func<Lesson, Scenario> LoadLesson { get; init; } = _ => throw new FaultException(FaultKind.DocumentInvalid, "there are no lessons here");

    /// <summary>Loads the scenario of a lesson's run beside; null where it needs none.</summary>
    public Func<Lesson, Scenario?> LoadBeside { get; init; } = _ => null;

    /// <summary>Takes a still of a whole view.</summary>
    /// <param name="name">What it is of, for the file's name.</param>
    /// <param name="size">The view's size, in pixels.</param>
    /// <param name="draw">Draws it.</param>
    /// <returns>What to tell the user, a fault too.</returns>
    internal string Still(string name, Vector2 size, Action<ICanvas> draw)
    {
        if (DrawStill is null)
        {
            return "stills cannot be taken here";
        }

        try
        {
            return $"still: {DrawStill(name, size, draw)}";
        }
        catch (FaultException e)
        {
            return e.Message;
        }
    }
}

/// <summary>What the last pictures took.</summary>
/// <param name="FrameMilliseconds">From picture to picture.</param>
/// <param name="UpdateMilliseconds">Of it, input and simulation.</param>
/// <param name="DrawMilliseconds">Of it, drawing and showing.</param>
/// <param name="Quads">Rectangles and pieces of lines drawn.</param>
/// <param name="Calls">Draw calls, at least.</param>
/// <param name="AllocatedBytes">Bytes allocated for the picture.</param>
public readonly record struct DrawReport(double FrameMilliseconds, double UpdateMilliseconds, double DrawMilliseconds, int Quads, int Calls, long AllocatedBytes);
