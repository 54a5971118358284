using System.Numerics;
using TokenFlow.Scenarios.Cameras;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Lessons;
using TokenFlow.Scene.Places;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Scene.Shots;

/// <summary>
/// Draws shots: the scene through the camera, below it the strip in which a lesson speaks, over it a film's card. Everything
/// that shows a run draws with one. Keeps its plan from shot to shot; for one thread at a time.
/// </summary>
public sealed class ShotDrawer
{
    private readonly CameraLens _lens = new();
    private readonly PlacedCanvas _room = new();
    private readonly ScenePlaces _places = new();
    private FlowScene? _scene;
    private SceneTheme _theme = SceneTheme.Dark();
    private (string Theme, SceneOptions Options) _dressed;

    /// <summary>The plan of the shot that was drawn last: what is seen is what is pointed at.</summary>
    public PlannedFrame Planned { get; } = new();

    /// <summary>Draws a shot, all of the canvas.</summary>
    public void Draw(ICanvas canvas, Shot shot)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        Dress(shot.View);
        bool hasGround = shot.View.Options.Backdrop;
        // Without a ground a card cannot cover what is below it, and stands alone.
        if (shot.Card.Cover < 1 && (hasGround || shot.Card.Cover < 0.5f))
        {
            if (shot.Lesson is null)
            {
                Whole(canvas, shot);
            }
            else
            {
                Lesson(canvas, shot);
            }
        }

        Card(canvas, shot, hasGround);
    }

    /// <summary>Draws a shot's scene in a box of a canvas, as its camera sees it; nothing leaves the box. For pictures that stand among others.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="box">Where on it.</param>
    /// <param name="shot">The shot; its card and its lesson are the caller's affair.</param>
    public void Draw(ICanvas canvas, in Box box, Shot shot)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        FlowScene scene = Plan(_room.On(canvas, new Vector2(box.Width, box.Height), new Vector2(box.Left, box.Top), 1), shot);
        scene.Draw(Planned, _lens.Begin(canvas, box, CameraOf(shot.View)));
        _lens.End();
    }

    /// <summary>Points out what a shot's lesson means, over the scene that was drawn last; something may have been drawn between.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="box">Where the scene was drawn on it.</param>
    /// <param name="shot">The shot.</param>
    public void PointOut(ICanvas canvas, in Box box, Shot shot)
    {
        if (shot.Lesson is not { Light: > 0, Highlight.IsEmpty: false } lesson)
        {
            return;
        }

        LessonMarks.Draw(_lens.Begin(canvas, box, CameraOf(shot.View)), _places.Read(Planned), shot.Snapshot, lesson.Highlight, lesson.Light, _theme);
        _lens.End();
    }

    private void Whole(ICanvas canvas, Shot shot)
    {
        FlowScene scene = Plan(canvas, shot);
        Camera camera = CameraOf(shot.View);
        if (camera == Camera.Whole)
        {
            scene.Draw(Planned, canvas);
            return;
        }

        scene.Draw(Planned, _lens.Begin(canvas, new Box(0, 0, canvas.Size.X, canvas.Size.Y), camera));
        _lens.End();
    }

    private void Lesson(ICanvas canvas, Shot shot)
    {
        if (shot.View.Options.Backdrop)
        {
            canvas.Clear(_theme.Background);
        }

        Vector2 size = canvas.Size;
        float strip = LessonStrip.HeightOf(size);
        var picture = new Box(0, 0, size.X, size.Y - strip);
        Draw(canvas, picture, shot);
        PointOut(canvas, picture, shot);
        LessonStrip.Draw(canvas, new Box(0, picture.Height, size.X, strip), LessonStrip.UnitOf(size), shot.Lesson!, _theme);
    }

    private void Card(ICanvas canvas, Shot shot, bool hasGround)
    {
        switch (shot.Card.Kind)
        {
            case FilmCardKind.Title:
                new CardPen(canvas, _theme, shot.Card.Cover, hasGround).Title(shot.Snapshot);
                break;
            case FilmCardKind.End:
                new CardPen(canvas, _theme, shot.Card.Cover, hasGround).End(shot.Snapshot);
                break;
            default:
                break;
        }
    }

    // Planned as if seen whole: the layout stays while the camera moves.
    private FlowScene Plan(ICanvas canvas, Shot shot)
    {
        FlowScene scene = Dress(shot.View);
        scene.Plan(canvas, shot.Snapshot, shot.Notes, Planned);
        return scene;
    }

    // Where a track looks at a token, the plan says where that is.
    private Camera CameraOf(ShotView view)
    {
        if (view.Track is not { Moves: true } track)
        {
            return view.Camera;
        }

        _places.Read(Planned);
        return track.At(view.Seconds, token => _places.TokenAt(token) / Planned.Size);
    }

    private FlowScene Dress(ShotView view)
    {
        if (_scene is null || _dressed.Theme != view.Theme || _dressed.Options != view.Options)
        {
            _dressed = (view.Theme, view.Options);
            _theme = SceneTheme.Named(view.Theme) ?? SceneTheme.Dark();
            _scene = new FlowScene(_theme, view.Options);
        }

        return _scene;
    }
}
