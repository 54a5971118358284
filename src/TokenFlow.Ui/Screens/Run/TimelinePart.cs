using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Shots;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Widgets;
using MouseButton = TokenFlow.Ui.Input.MouseButton;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>
/// Scrubbing: pressing or dragging on the scene's timeline goes to the frame under the mouse, and in the light cone to the
/// moment of the row under it. The scene draws both; this finds them where the camera shows them. While it is held, time
/// stands where the mouse is; play goes on when it is let go.
/// </summary>
internal sealed class TimelinePart : IRunPart
{
    // Hands are not exact: the playhead sticks out as far.
    private const float Reach = 6;

    private readonly Timeline _timeline = new();
    private readonly Timeline _cone = new(runsDown: true);
    private bool _isHeld;
    private bool _wasPlaying;

    /// <summary>Where the timeline is in the window; empty where it is not to be seen.</summary>
    internal static Box TimelineOf(RunContext run) => Placed(run, run.Layout.Scene.Timeline);

    /// <summary>Where the light cone's rows are in the window; empty where they are not to be seen.</summary>
    internal static Box ConeOf(RunContext run)
    {
        SceneLayout scene = run.Layout.Scene;
        return SceneLayout.Has(scene.Cone) ? Placed(run, scene.ConeRows) : default;
    }

    public void Update(RunContext run, ref InputFrame input)
    {
        FlowSession session = run.Session;
        Box timeline = TimelineOf(run), cone = ConeOf(run);
        float reach = Reach * run.Layout.Unit;
        bool isSeen = run.Layout.Picture.Contains(input.Mouse);
        Box wide = isSeen ? timeline with { Top = timeline.Top - reach, Height = timeline.Height + (2 * reach) } : default;
        float? along = _timeline.Drag(input, timeline, wide);
        float? down = _cone.Drag(input, cone, isSeen && !_timeline.HasMouse ? cone : default);
        bool isHeld = along is not null || down is not null;
        if (isHeld)
        {
            Hold(session);
            int layers = session.Simulation.Clock.Layers;
            // A row of the cone fills while its layer runs, and the first shows the start.
            Seek(session, along is { } x ? x * layers : (down!.Value * (layers + 1)) - 1);
        }

        bool isTaken = isHeld || ((_timeline.IsOver || _cone.IsOver) && !input.Down.Any && !input.Released.Any && input.Wheel == default);
        if (_isHeld && !input.Down.Has(MouseButton.Left))
        {
            LetGo(session);
        }

        run.IsOverButton |= isTaken;
        if (isHeld || (_timeline.IsOver && isTaken))
        {
            input = input.WithoutMouse();
        }
    }

    public void Draw(RunContext run, ICanvas canvas)
    {
    }

    private static Box Placed(RunContext run, in Box part)
    {
        if (!SceneLayout.Has(part))
        {
            return default;
        }

        (Vector2 origin, float zoom) = CameraLens.Placement(run.Layout.Picture, run.Session.View.Camera);
        float scale = run.Layout.Scene.Scale * zoom;
        return new Box(origin.X + (part.Left * scale), origin.Y + (part.Top * scale), part.Width * scale, part.Height * scale);
    }

    private static void Seek(FlowSession session, double layers)
    {
        double share = Math.Clamp(layers / session.Simulation.Clock.Layers, 0, 1);
        long frame = (long)Math.Round(share * session.EndFrame);
        if (frame != session.Frame)
        {
            session.SeekFrame(frame);
        }
    }

    private void Hold(FlowSession session)
    {
        if (_isHeld)
        {
            return;
        }

        _isHeld = true;
        _wasPlaying = session.IsPlaying;
        if (_wasPlaying)
        {
            session.TogglePlay();
        }
    }

    private void LetGo(FlowSession session)
    {
        _isHeld = false;
        if (_wasPlaying && session.Frame < session.EndFrame)
        {
            session.TogglePlay();
        }

        _wasPlaying = false;
    }
}
