using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Places;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Screens.Touch;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>
/// The hand on the picture. What is under the mouse is pointed at, a token before a hub before an edge; a click drops dye,
/// locks, makes hubs, cuts and heals; the wheel and drags move the camera. What is pointed at or locked is marked.
/// </summary>
internal sealed class TouchPart(PicturePlaces places) : IRunPart
{
    // Pixels at unit 1 by which a click may miss.
    private const float TokenReach = 5;
    private const float HubReach = 3;
    private const float EdgeReach = 4.5f;
    private const float DragReach = 5;
    private const float WheelFactor = 1.2f;

    // Along an edge, from the middle outwards, nearer to the reader first: where it can be seen and touched by itself.
    private static readonly float[] PointsAlong = [0.5f, 0.56f, 0.62f, 0.44f, 0.68f, 0.38f, 0.74f, 0.32f, 0.8f, 0.26f, 0.86f, 0.2f, 0.9f, 0.14f, 0.95f, 0.08f];

    private readonly CutEdges _cuts = new();
    private readonly TouchMarks _marks = new(places);
    private PointerClaim _claim;
    private TouchTarget? _press;
    private TouchTarget _over;
    private ConeCell? _cell;
    private bool _isPanning;
    private long _picked = -1;

    /// <inheritdoc/>
    public void Update(RunContext run, ref InputFrame input)
    {
        SessionSelection selection = run.Session.Selection;
        bool isInside = places.IsReady && places.Box.Contains(input.Mouse);
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
            run.Session.Unlock();
        Zoom(run, input);
        bool moved = input.MouseDelta != default || input.Pressed.Any || input.Wheel != default || _over.Kind == TouchKind.None;
        // A thing that moved away under a mouse at rest is no longer pointed at; what the keys point at stays.
        if (!_isPanning && (moved || (_picked != places.Version && _claim.Holds(selection))))
            Hover(run, input.Mouse, moved);
        run.IsOverButton |= _over.IsButton && !_isPanning;
        input = input.WithoutMouse();
    }

    /// <inheritdoc/>
    public void Draw(RunContext run, ICanvas canvas)
    {
        places.Draw(run, canvas, DrawMarks);
        if (_cell is { } cell && places.IsReady)
            ConeTip.Draw(run, canvas, places, cell, _over.Token);
    }

    /// <inheritdoc/>
    public Vector2? PointOf(RunContext run, ScriptTarget target)
    {
        if (!places.IsReady || target.Token < 0 || target.Token >= places.Scene.Tokens)
            return null;
        switch (target.Kind)
        {
            case ScriptTargetKind.Token:
                return Seen(run, places.Scene.TokenAt(target.Token), new TouchTarget(TouchKind.Token, target.Token));
            case ScriptTargetKind.Hub:
                foreach (HubSpot spot in places.Scene.Hubs)
                {
                    if (spot.Token == target.Token)
                        return Seen(run, spot.At, new TouchTarget(TouchKind.Hub, target.Token));
                }

                return null;
            default:
                var edge = new PointedEdge(target.Token, target.Key);
                if ((places.Scene.Find(edge.Query, edge.Key)?.Curve ?? _cuts.Find(edge.Query, edge.Key)) is not { } curve)
                    return null;
                foreach (float t in PointsAlong)
                {
                    if (Seen(run, curve.At(t), new TouchTarget(TouchKind.Edge, -1, edge)) is { } point)
                        return point;
                }

                return null;
        }
    }

    // A point of the picture in the window, if just that thing is there.
    private Vector2? Seen(RunContext run, Vector2 point, TouchTarget wanted)
    {
        Vector2 at = places.ToWindow(point);
        return places.Box.Contains(at) && Pick(run, at) == wanted ? at : null;
    }

    private void Press(RunContext run, in InputFrame input, bool isInside)
    {
        if (!isInside || !input.Pressed.Has(MouseButton.Left))
            return;
        _press = Pick(run, input.PressedAt);
        _isPanning = false;
        if (input.IsDoubleClick && _press is { Kind: TouchKind.Ground or TouchKind.Cone })
            run.Session.View = run.Session.View with { Camera = Camera.Whole };
    }

    private void Drag(RunContext run, in InputFrame input)
    {
        if (_press is null || !input.Down.Has(MouseButton.Left))
            return;
        Vector2 way = input.MouseDelta;
        if (!_isPanning)
        {
            way = input.Mouse - input.PressedAt;
            if (way.Length() <= DragReach * MathF.Max(run.Layout.Unit, 1))
                return;
            _isPanning = true;
        }

        Box box = places.Box;
        if (box.Width >= 1 && box.Height >= 1)
            run.Session.View = run.Session.View with { Camera = run.Session.View.Camera.Panned(-way.X / box.Width, -way.Y / box.Height) };
    }

    private void Release(RunContext run, in InputFrame input)
    {
        if (_press is not { } target || input.Down.Has(MouseButton.Left))
            return;
        if (input.Clicked.Has(MouseButton.Left) && !_isPanning)
            Click(run.Session, target, input.Held);
        (_press, _isPanning) = (null, false);
    }

    private static void Click(FlowSession session, TouchTarget target, Modifiers held)
    {
        bool makesHub = held.HasFlag(Modifiers.Ctrl), locks = held.HasFlag(Modifiers.Shift);
        switch (target.Kind)
        {
            case TouchKind.Token or TouchKind.Hub when makesHub:
                session.ToggleHub(target.Token);
                break;
            case TouchKind.Token or TouchKind.Hub when locks:
                session.Lock(target.Token);
                break;
            case TouchKind.Token:
                session.DropDye(target.Token);
                break;
            case TouchKind.Hub:
                session.ToggleCutHub(target.Token);
                break;
            case TouchKind.Edge:
                session.ToggleCutEdge(target.Edge.Query, target.Edge.Key);
                break;
            default:
                break;
        }
    }

    private void Zoom(RunContext run, in InputFrame input)
    {
        if (input.Wheel.Y == 0)
            return;
        Box box = places.Box;
        Vector2 at = places.ToPicture(input.Mouse) / new Vector2(box.Width, box.Height);
        Camera camera = run.Session.View.Camera.ZoomedAt(MathF.Pow(WheelFactor, input.Wheel.Y), at.X, at.Y);
        run.Session.View = run.Session.View with { Camera = camera };
    }

    private void Hover(RunContext run, Vector2 mouse, bool moved)
    {
        _picked = places.Version;
        _over = Pick(run, mouse);
        _cell = _over.Kind == TouchKind.Cone ? places.Scene.ConeAt(places.ToPicture(mouse)) : null;
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

    private TouchTarget Pick(RunContext run, Vector2 mouse)
    {
        Vector2 point = places.ToPicture(mouse);
        float pixel = run.Layout.Unit / places.Zoom;
        int token = places.Scene.NearestToken(point, TokenReach * pixel);
        if (token >= 0)
            return new TouchTarget(TouchKind.Token, token);
        int hub = places.Scene.HubAt(point, HubReach * pixel);
        if (hub >= 0)
            return new TouchTarget(TouchKind.Hub, hub);
        if (places.Scene.ConeAt(point) is { } cell)
            return new TouchTarget(TouchKind.Cone, Strongest(run.Session.Snapshot, cell));
        if (_cuts.Nearest(point, EdgeReach * pixel) is { } cut)
            return new TouchTarget(TouchKind.Edge, -1, cut);
        return places.Scene.NearestEdge(point, EdgeReach * pixel) is { } edge
            ? new TouchTarget(TouchKind.Edge, -1, new PointedEdge(edge.Query, edge.Key))
            : new TouchTarget(TouchKind.Ground);
    }

    // The token whose dye the cell shows: where none has any, the column's first.
    private static int Strongest(FrameSnapshot snapshot, in ConeCell cell)
    {
        (int strongest, float most) = (cell.First, 0);
        for (int i = cell.First; i < Math.Min(cell.First + cell.Count, snapshot.Tokens.Length); i++)
        {
            float dye = ConeTip.DyeAt(snapshot, cell.Layer, i);
            if (dye > most)
                (strongest, most) = (i, dye);
        }

        return strongest;
    }

    private void DrawMarks(RunContext run, ICanvas canvas)
    {
        _cuts.Gather(run.Session, places.Scene);
        if (places.IsReady)
            _marks.Draw(run, canvas, _cuts);
    }
}
