using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Shots;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Stage;
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
    private Grip _grip;
    private bool _wasPlaying;

    private enum Grip
    {
        None,
        Timeline,
        Cone,
    }

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
        Box timeline = TimelineOf(run), cone = ConeOf(run);
        float reach = Reach * run.Layout.Unit;
        Box wide = timeline with { Top = timeline.Top - reach, Height = timeline.Height + (2 * reach) };
        bool isSeen = run.Layout.Picture.Contains(input.Mouse);
        Grip under = !isSeen ? Grip.None : timeline.Width > 0 && wide.Contains(input.Mouse) ? Grip.Timeline : cone.Contains(input.Mouse) ? Grip.Cone : Grip.None;
        if (_grip == Grip.None && under != Grip.None && input.Pressed.Has(MouseButton.Left))
        {
            _grip = under;
            _wasPlaying = run.Session.IsPlaying;
            if (_wasPlaying)
            {
                run.Session.TogglePlay();
            }
        }

        bool isHeld = _grip != Grip.None && (input.Down.Has(MouseButton.Left) || input.Pressed.Has(MouseButton.Left) || input.Released.Has(MouseButton.Left));
        if (isHeld)
        {
            Seek(run.Session, _grip == Grip.Timeline ? LayersAt(timeline, input.Mouse, run.Session) : LayersInCone(cone, input.Mouse, run.Session));
        }

        bool isTaken = isHeld || (under != Grip.None && !input.Down.Any && !input.Released.Any && input.Wheel == default);
        if (_grip != Grip.None && !input.Down.Has(MouseButton.Left))
        {
            LetGo(run.Session);
        }

        run.IsOverButton |= isTaken;
        if (isHeld || (under == Grip.Timeline && isTaken))
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

    private static double LayersAt(in Box timeline, Vector2 mouse, FlowSession session) =>
        (mouse.X - timeline.Left) / timeline.Width * session.Simulation.Clock.Layers;

    // A row fills while its layer runs, and the first shows the start.
    private static double LayersInCone(in Box cone, Vector2 mouse, FlowSession session) =>
        ((mouse.Y - cone.Top) / cone.Height * (session.Simulation.Clock.Layers + 1)) - 1;

    private static void Seek(FlowSession session, double layers)
    {
        double share = Math.Clamp(layers / session.Simulation.Clock.Layers, 0, 1);
        long frame = (long)Math.Round(share * session.EndFrame);
        if (frame != session.Frame)
        {
            session.SeekFrame(frame);
        }
    }

    private void LetGo(FlowSession session)
    {
        _grip = Grip.None;
        if (_wasPlaying && session.Frame < session.EndFrame)
        {
            session.TogglePlay();
        }

        _wasPlaying = false;
    }
}
