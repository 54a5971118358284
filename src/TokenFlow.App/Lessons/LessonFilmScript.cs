using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Lessons;
using TokenFlow.Scene.Shots;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Lessons;

namespace TokenFlow.App.Lessons;

/// <summary>
/// A lesson in film time: at each stop the run waits as long as one reads, then plays on to the next. What a stop points out
/// comes and goes softly, and is gone while the run moves; its words stay until the next stop's.
/// </summary>
internal sealed class LessonFilmScript
{
    private const double FadeSeconds = 0.4, TailSeconds = 1;
    private readonly LessonRun _run;
    private readonly Scenario _scenario;
    private readonly LessonMoment[] _moments;
    private readonly int _fade;

    /// <param name="run">The lesson on its scenario.</param>
    /// <param name="scenario">The scenario, at the film's frame rate.</param>
    /// <param name="simulation">A run of it; it is stepped through the stops, whose texts say what is measured there.</param>
    public LessonFilmScript(LessonRun run, Scenario scenario, FlowSimulation simulation)
    {
        _run = run;
        _scenario = scenario;
        _moments = [.. run.Play(simulation)];
        _fade = FramesOf(FadeSeconds);
        FrameCount = Steps().Count();
    }

    /// <summary>How many frames the film has.</summary>
    public int FrameCount { get; }

    /// <summary>The stops as they were measured.</summary>
    public IReadOnlyList<LessonMoment> Moments => _moments;

    /// <summary>The film's frames from one on, each computed when it is asked for.</summary>
    /// <param name="simulation">A run of the scenario.</param>
    /// <param name="view">How it is looked at, where a stop does not say.</param>
    /// <param name="first">The first frame that is wanted.</param>
    public IEnumerable<Shot> Frames(FlowSimulation simulation, ShotView view, int first = 0)
    {
        foreach ((long frame, int stop, float light) in Steps().Skip(first))
        {
            // While the run waits at a stop, it is the same snapshot.
            if (simulation.Frame != frame)
            {
                simulation.Seek(frame);
            }

            yield return ShotOf(_moments[stop], _run.Lesson, simulation.Snapshot.Retain(), view, light);
        }
    }

    /// <summary>A moment of a lesson as it is shown.</summary>
    /// <param name="moment">The stop whose words stand.</param>
    /// <param name="lesson">The lesson.</param>
    /// <param name="snapshot">The frame, retained for the shot.</param>
    /// <param name="view">How it is looked at, where the stop does not say.</param>
    /// <param name="light">How much of the stop's highlight shows.</param>
    public static Shot ShotOf(LessonMoment moment, Lesson lesson, FrameSnapshot snapshot, ShotView view, float light) =>
        new(snapshot, view with { Camera = moment.Stop.Camera ?? view.Camera })
        {
            Notes = new SceneNotes { Stops = lesson.Notches },
            Lesson = new LessonShow { Phrases = moment.Phrases, Number = moment.Number, Of = lesson.Stops.Count, Highlight = moment.Stop.Highlight, Light = light },
        };

    /// <summary>Frame of the run, stop whose words stand, and how much of its highlight shows, a film frame each.</summary>
    internal IEnumerable<(long Frame, int Stop, float Light)> Steps()
    {
        for (int stop = 0; stop < _moments.Length; stop++)
        {
            int hold = FramesOf(_moments[stop].ReadingSeconds);
            for (int k = 0; k < hold; k++)
            {
                yield return (_run.FrameOf(stop), stop, Math.Clamp(Math.Min(k + 1, hold - k) / (float)Math.Max(_fade, 1), 0, 1));
            }

            long end = stop + 1 < _moments.Length ? _run.FrameOf(stop + 1) : _run.FrameOf(stop) + FramesOf(TailSeconds);
            for (long frame = _run.FrameOf(stop) + 1; frame < end; frame++)
            {
                yield return (frame, stop, 0);
            }
        }
    }

    private int FramesOf(double seconds) => (int)Math.Round(seconds * _scenario.FramesPerSecond, MidpointRounding.AwayFromZero);
}
