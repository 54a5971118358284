using System.Numerics;
using TokenFlow.Scenarios.Cameras;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Lessons;
using TokenFlow.Scene.Places;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Scene.Shots;

/// <summary>
/// Draws shots: the scene through the camera, below it the strip in which a lesson speaks, over it a film's card. Keeps its
/// plan from shot to shot; for one thread at a time.
/// </summary>
public sealed class ShotDrawer
{
    private readonly CameraLens _lens = new();
    private readonly PlannedFrame _plan = new();
    private readonly ScenePlaces _places = new();
    private FlowScene? _scene;
    private SceneTheme _theme = SceneTheme.Dark();
    private (string Theme, SceneOptions Options) _dressed;

    /// <summary>Draws a shot, all of the canvas.</summary>
    public void Draw(ICanvas canvas, Shot shot)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(shot);
        FlowScene scene = Dress(shot.View);
        bool hasGround = shot.View.Options.Backdrop;
        // Without a ground a card cannot cover what is below it, and stands alone.
        if (shot.Card.Cover < 1 && (hasGround || shot.Card.Cover < 0.5f))
        {
            if (shot.Lesson is { } lesson)
            {
                Lesson(canvas, scene, shot, lesson);
            }
            else
            {
                Scene(canvas, scene, shot);
            }
        }

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

    private void Scene(ICanvas canvas, FlowScene scene, Shot shot)
    {
        scene.Plan(canvas, shot.Snapshot, shot.Notes, _plan);
        Camera camera = CameraOf(shot.View);
        if (camera == Camera.Whole)
        {
            scene.Draw(_plan, canvas);
            return;
        }

        scene.Draw(_plan, _lens.Begin(canvas, new Box(0, 0, canvas.Size.X, canvas.Size.Y), camera));
        _lens.End();
    }

    private void Lesson(ICanvas canvas, FlowScene scene, Shot shot, LessonShow show)
    {
        if (shot.View.Options.Backdrop)
        {
            canvas.Clear(_theme.Background);
        }

        Vector2 size = canvas.Size;
        float strip = LessonStrip.HeightOf(size);
        var picture = new Box(0, 0, size.X, size.Y - strip);
        ICanvas region = _lens.Begin(canvas, picture, shot.View.Camera);
        scene.Draw(scene.Plan(region, shot.Snapshot, shot.Notes, _plan), region);
        if (show.Light > 0 && !show.Highlight.IsEmpty)
        {
            LessonMarks.Draw(region, _places.Read(_plan), shot.Snapshot, show.Highlight, show.Light, _theme);
        }

        _lens.End();
        LessonStrip.Draw(canvas, new Box(0, picture.Height, size.X, strip), LessonStrip.UnitOf(size), show, _theme);
    }

    // Where a track looks at a token, the plan says where that is.
    private Camera CameraOf(ShotView view)
    {
        if (view.Track is not { Moves: true } track)
        {
            return view.Camera;
        }

        _places.Read(_plan);
        return track.At(view.Seconds, token => _places.TokenAt(token) / _plan.Size);
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
