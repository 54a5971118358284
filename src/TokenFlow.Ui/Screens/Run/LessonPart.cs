using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Cameras;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Lessons;
using TokenFlow.Session.Runs;
using TokenFlow.Studies.Lessons;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Stage;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>
/// A lesson over a run: the run plays to a stop and waits, the strip says what there is to see, Space goes on. Figures are
/// measured in the run as it stands, edits and all. Who scrubs or steps comes to the stop that is there.
/// </summary>
/// <param name="lesson">The lesson on the run's scenario.</param>
internal sealed class LessonPart(LessonRun lesson) : IRunPart, IDisposable
{
    private const float FadeTicks = 12;
    private readonly Dictionary<int, LessonMoment> _moments = [];
    private ulong _hash;
    private long _frame;
    private float _light;

    /// <summary>The stop whose words stand, from 0.</summary>
    internal int Stop { get; private set; }

    /// <summary>What is said.</summary>
    internal LessonShow? Show { get; private set; }

    private int Stops => lesson.Lesson.Stops.Count;

    public void Update(RunContext run, ref InputFrame input)
    {
        if (!run.Session.IsPlaying && run.Session.Frame != _frame)
        {
            ComeTo(run.Session.Frame);
        }

        Say(run);
        if (run.Layout.Lesson.Contains(input.Mouse))
        {
            input = input.WithoutMouse();
        }
    }

    /// <summary>After a step of the session's clock: a stop that was come to holds the run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="went">Frames that it played on; whatever else the run has moved was by hand.</param>
    internal void Tick(RunContext run, int went)
    {
        FlowSession session = run.Session;
        long from = session.Frame - went;
        if (from != _frame)
        {
            ComeTo(from);
        }

        int next = Stop + 1;
        while (next < Stops && lesson.FrameOf(next) <= from)
        {
            next++;
        }

        if (went > 0 && next < Stops && session.Frame >= lesson.FrameOf(next))
        {
            session.SeekFrame(lesson.FrameOf(next));
            if (session.IsPlaying)
            {
                session.TogglePlay();
            }

            Arrive(session, next);
        }

        _frame = session.Frame;
        _light = IsAtStop(session) ? MathF.Min(_light + (1 / FadeTicks), 1) : 0;
        Say(run);
    }

    public void Draw(RunContext run, ICanvas canvas)
    {
        if (Show is not { } show)
        {
            return;
        }

        if (run.Layout.HasPicture)
        {
            run.Drawer.PointOut(canvas, run.Layout.Picture, run.Shot with { Lesson = show });
        }

        LessonStrip.Draw(canvas, run.Layout.Lesson, run.Layout.Unit, show, run.Theme);
    }

    public bool TryRun(RunContext run, CommandId command)
    {
        FlowSession session = run.Session;
        if (command != CommandId.TogglePlay || session.IsPlaying)
        {
            return false;
        }

        int next = Stop + 1;
        if (next >= Stops)
        {
            session.Home();
            _frame = session.Frame;
            Arrive(session, 0);
        }
        else if (lesson.FrameOf(next) == session.Frame)
        {
            Arrive(session, next);
        }
        else
        {
            session.TogglePlay();
        }

        return true;
    }

    public void Dispose() => lesson.Dispose();

    private bool IsAtStop(FlowSession session) => !session.IsPlaying && session.Frame == lesson.FrameOf(Stop);

    private void Arrive(FlowSession session, int stop)
    {
        Stop = stop;
        _light = 0;
        Camera? camera = lesson.Lesson.Stops[stop].Camera;
        bool hadCamera = stop > 0 && lesson.Lesson.Stops[stop - 1].Camera is not null;
        if (camera is { } wanted)
        {
            session.View = session.View with { Camera = wanted };
        }
        else if (hadCamera)
        {
            session.View = session.View with { Camera = Camera.Whole };
        }
    }

    // The first stop at a frame, else the last one before it.
    private void ComeTo(long frame)
    {
        _frame = frame;
        if (lesson.FrameOf(Stop) == frame)
        {
            return;
        }

        int stop = 0;
        for (int i = Stops - 1; i >= 0; i--)
        {
            if (lesson.FrameOf(i) == frame || (lesson.FrameOf(i) < frame && lesson.FrameOf(stop) != frame && lesson.FrameOf(stop) <= lesson.FrameOf(i)))
            {
                stop = i;
            }
        }

        Stop = stop;
        _light = 0;
    }

    private void Say(RunContext run)
    {
        FlowSession session = run.Session;
        bool isAtStop = IsAtStop(session);
        ulong hash = session.Snapshot.StateHash;
        if (isAtStop && (!_moments.ContainsKey(Stop) || hash != _hash))
        {
            _hash = hash;
            Measure(session);
        }

        IReadOnlyList<LessonPhrase> phrases = _moments.TryGetValue(Stop, out LessonMoment? moment) ? moment.Phrases : lesson.Unmeasured(Stop);
        bool isLast = Stop == Stops - 1;
        string hint = session.IsPlaying ? "" : isLast ? "the end; Space: once more" : "Space goes on";
        if (Show is not { } show || !ReferenceEquals(show.Phrases, phrases) || show.Light != _light || show.Hint != hint)
        {
            Show = new LessonShow
            {
                Phrases = phrases,
                Number = Stop + 1,
                Of = Stops,
                Highlight = lesson.Lesson.Stops[Stop].Highlight,
                Light = _light,
                Hint = hint,
            };
        }
    }

    private void Measure(FlowSession session)
    {
        try
        {
            _moments[Stop] = lesson.At(Stop, session.Simulation);
        }
        catch (FaultException e)
        {
            // Another text was put in, which has no such token.
            _moments[Stop] = new LessonMoment(Stop + 1, session.Frame, [new LessonPhrase($"This is no longer the lesson's run: {e.What}.", IsMeasured: false)], [], lesson.Lesson.Stops[Stop]);
        }
    }
}
