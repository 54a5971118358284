using TokenFlow.App.Cli;
using TokenFlow.App.Quiz;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Lessons;

namespace TokenFlow.App.Lessons;

/// <summary>A lesson in the list, as scripts are told of it.</summary>
internal sealed record LessonResult(string Name, string Title, string Summary, string Scenario, int Stops)
{
    public static LessonResult Of(Lesson lesson) => new(lesson.Name, lesson.Title, lesson.Summary, lesson.Scenario, lesson.Stops.Count);
}

/// <summary>A stop of a lesson that was come to.</summary>
/// <param name="Stop">Its number, from 1.</param>
/// <param name="Layer">The moment, in layers from the start.</param>
/// <param name="Frame">The frame where the run waits.</param>
/// <param name="Text">What is said.</param>
/// <param name="Figures">What was measured.</param>
/// <param name="Pass">Whether all of it is as the lesson expects.</param>
/// <param name="Hash">The state's.</param>
internal sealed record LessonStopResult(int Stop, double Layer, long Frame, string Text, IEnumerable<FigureResult> Figures, bool Pass, string Hash)
{
    public static LessonStopResult Of(LessonMoment moment, FrameSnapshot snapshot) => new(
        moment.Number,
        moment.Stop.Layer,
        moment.Frame,
        moment.Text,
        moment.Figures.Select(FigureResult.Of),
        moment.Figures.All(f => f.Holds),
        JsonNumbers.Hash(snapshot.StateHash));
}
