using System.Numerics;
using TokenFlow.Scenarios.Cameras;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Places;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Screens.Touch;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>
/// The hand on the picture. What is under the mouse is pointed at, a token before a hub before an edge; a click drops dye,
/// locks, makes hubs, cuts and heals; the wheel and drags move the camera. What is pointed at or locked is marked.
/// </summary>
internal sealed class TouchPart : IRunPart
{
    private const float DragReach = 5;
    private const float WheelFactor = 1.2f;

    private readonly PicturePlaces _places;
    private readonly CutEdges _cuts = new();
    private readonly TouchPicker _picker;
    private readonly TouchMarks _marks;
    private PointerClaim _claim;
    private TouchTarget? _press;
    private TouchTarget _over;
    private ConeCell? _cell;
    private bool _isPanning;
    private long _picked = -1;

    /// <param name="places">Where things are in the picture.</param>
    public TouchPart(PicturePlaces places)
    {
        _places = places;
        _picker = new TouchPicker(places, _cuts);
        _marks = new TouchMarks(places);
    }

    /// <inheritdoc/>
    public void Update(RunContext run, ref InputFrame input)
    {
        SessionSelection selection = run.Session.Selection;
        bool isInside = _places.IsReady && _places.Box.Contains(input.Mouse);
        if (isInside || _press is not null)
        {
            Press(run, input, isInside);
            Drag(run, input);
            Release(run, input);
        }

        if (!isInside)
        {
            (_over, _cell) = (default, null);
            _claim.Release(selection);
            return;
        }

        if (input.Clicked.Has(MouseButton.Right))
        {
            run.Session.Unlock();
        }

        Zoom(run, input);
        bool moved = input.MouseDelta != default || input.Pressed.Any || input.Wheel != default || _over.Kind == TouchKind.None;
        // A thing that moved away under a mouse at rest is no longer pointed at; what the keys point at stays.
        if (!_isPanning && (moved || (_picked != _places.Version && _claim.Holds(selection))))
        {
            Hover(run, input.Mouse, moved);
        }

        run.IsOverButton |= _over.IsButton && !_isPanning;
        input = input.WithoutMouse();
    }

    /// <inheritdoc/>
    public void Draw(RunContext run, ICanvas canvas)
    {
        _places.Draw(run, canvas, DrawMarks);
        if (_cell is { } cell && _places.IsReady)
        {
            ConeTip.Draw(run, canvas, _places, cell, _over.Token);
        }
    }

    /// <inheritdoc/>
    public Vector2? PointOf(RunContext run, ScriptTarget target) => _picker.PointOf(run, target);

    private void Press(RunContext run, in InputFrame input, bool isInside)
    {
        if (!isInside || !input.Pressed.Has(MouseButton.Left))
        {
            return;
        }

        _press = _picker.Pick(run, input.PressedAt);
        _isPanning = false;
        if (input.IsDoubleClick && _press is { Kind: TouchKind.Ground or TouchKind.Cone })
        {
            run.Session.View = run.Session.View with { Camera = Camera.Whole };
        }
    }

    private void Drag(RunContext run, in InputFrame input)
    {
        if (_press is null || !input.Down.Has(MouseButton.Left))
        {
            return;
        }

        Vector2 way = input.MouseDelta;
        if (!_isPanning)
        {
            way = input.Mouse - input.PressedAt;
            if (way.Length() <= DragReach * MathF.Max(run.Layout.Unit, 1))
            {
                return;
            }

            _isPanning = true;
        }

        Box box = _places.Box;
        if (box.Width >= 1 && box.Height >= 1)
        {
            run.Session.View = run.Session.View with { Camera = run.Session.View.Camera.Panned(-way.X / box.Width, -way.Y / box.Height) };
        }
    }

    private void Release(RunContext run, in InputFrame input)
    {
        if (_press is not { } target || input.Down.Has(MouseButton.Left))
        {
            return;
        }

        if (input.Clicked.Has(MouseButton.Left) && !_isPanning)
        {
            Click(run.Session, target, input.Held);
        }

        (_press, _isPanning) = (null, false);
    }

    private static void Click(FlowSession session, TouchTarget target, Modifiers held)
    {
        bool makesHub = held.HasFlag(Modifiers.Ctrl), locks = held.HasFlag(Modifiers.Shift);
        switch (target.Kind)
        {
            case TouchKind.Token or TouchKind.Hub when makesHub:
                session.Editor.ToggleHub(target.Token);
                break;
            case TouchKind.Token or TouchKind.Hub when locks:
                session.Lock(target.Token);
                break;
            case TouchKind.Token:
                session.Editor.DropDye(target.Token);
                break;
            case TouchKind.Hub:
                session.Editor.ToggleCutHub(target.Token);
                break;
            case TouchKind.Edge:
                session.Editor.ToggleCutEdge(target.Edge.Query, target.Edge.Key);
                break;
            default:
                break;
        }
    }

    private void Zoom(RunContext run, in InputFrame input)
    {
        if (input.Wheel.Y == 0)
        {
            return;
        }

        Box box = _places.Box;
        Vector2 at = _places.ToPicture(input.Mouse) / new Vector2(box.Width, box.Height);
        Camera camera = run.Session.View.Camera.ZoomedAt(MathF.Pow(WheelFactor, input.Wheel.Y), at.X, at.Y);
        run.Session.View = run.Session.View with { Camera = camera };
    }

    private void Hover(RunContext run, Vector2 mouse, bool moved)
    {
        _picked = _places.Version;
        _over = _picker.Pick(run, mouse);
        _cell = _over.Kind == TouchKind.Cone ? _places.Scene.ConeAt(_places.ToPicture(mouse)) : null;
        switch (_over.Kind)
        {
            case TouchKind.Edge:
                _claim.Point(run.Session.Selection, null, _over.Edge);
                break;
            case TouchKind.Ground when !moved:
                _claim.Release(run.Session.Selection);
                break;
            default:
                _claim.Point(run.Session.Selection, _over.Token >= 0 ? _over.Token : null);
                break;
        }
    }

    private void DrawMarks(RunContext run, ICanvas canvas)
    {
        _cuts.Gather(run.Session, _places.Scene);
        if (_places.IsReady)
        {
            _marks.Draw(run, canvas, _cuts);
        }
    }
}
