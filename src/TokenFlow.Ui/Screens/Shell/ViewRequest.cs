using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Studies.Lessons;
using TokenFlow.Ui.Commands;

namespace TokenFlow.Ui.Screens.Shell;

/// <summary>What a view asks of the window.</summary>
public abstract record ViewRequest
{
    private ViewRequest()
    {
    }

    /// <summary>Show the gallery.</summary>
    public sealed record ShowGallery : ViewRequest;

    /// <summary>Run a scenario of the gallery, or a file.</summary>
    /// <param name="Name">Its name or path.</param>
    public sealed record RunScenario(string Name) : ViewRequest;

    /// <summary>Race patterns on the text of a scenario.</summary>
    /// <param name="Scenario">The scenario, as it stands now.</param>
    public sealed record StartRace(Scenario Scenario) : ViewRequest;

    /// <summary>Show the list of lessons.</summary>
    public sealed record ShowLessons : ViewRequest;

    /// <summary>Take a lesson.</summary>
    /// <param name="Lesson">The lesson.</param>
    public sealed record StartLesson(Lesson Lesson) : ViewRequest;

    /// <summary>Ask the quiz.</summary>
    public sealed record ShowQuiz : ViewRequest;

    /// <summary>Go back to what showed before.</summary>
    public sealed record GoBack : ViewRequest;

    /// <summary>Fill the screen, or go back.</summary>
    public sealed record FullScreen : ViewRequest;

    /// <summary>Close the window.</summary>
    public sealed record Quit : ViewRequest;

    /// <summary>What a command asks of the window, whatever shows in it; null for nothing of the kind.</summary>
    internal static ViewRequest? Of(CommandId command) => command switch
    {
        CommandId.Gallery => new ShowGallery(),
        CommandId.Lessons => new ShowLessons(),
        CommandId.Quiz => new ShowQuiz(),
        CommandId.GoBack => new GoBack(),
        CommandId.FullScreen => new FullScreen(),
        CommandId.Quit => new Quit(),
        _ => null,
    };
}
