using TokenFlow.Scene;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Places;
using TokenFlow.Scene.Theme;
using TokenFlow.Session.Films;
using TokenFlow.Session.Runs;

namespace TokenFlow.App.Films;

/// <summary>Draws frames of a scenario's film: the scene through the camera, and the cards over it. For one thread at a time.</summary>
internal sealed class FilmDrawer
{
    private readonly FlowScene _scene;
    private readonly SceneTheme _theme;
    private readonly CameraTrack _track;
    private readonly bool _hasGround;
    private readonly CameraLens _lens = new();
    private readonly ScenePlaces _places = new();
    private PlannedFrame? _planned;

    /// <param name="theme">The colours.</param>
    /// <param name="track">The camera's way.</param>
    /// <param name="hasGround">Whether the picture has a ground; else what is not drawn on stays see-through.</param>
    public FilmDrawer(SceneTheme theme, CameraTrack track, bool hasGround)
    {
        _scene = new FlowScene(theme, new SceneOptions { Backdrop = hasGround });
        _theme = theme;
        _track = track;
        _hasGround = hasGround;
    }

    /// <summary>Draws a frame, all of the canvas.</summary>
    public void Draw(ICanvas canvas, FilmFrame frame)
    {
        // Without a ground a card cannot cover what is below it, and stands alone.
        if (frame.Card.Cover < 1 && (_hasGround || frame.Card.Cover < 0.5f))
        {
            _planned = _scene.Plan(canvas, frame.Snapshot, new SceneNotes { Caption = frame.Caption }, _planned);
            _lens.Draw(canvas, CameraAt(canvas, frame), on => _scene.Draw(_planned, on));
        }

        switch (frame.Card.Kind)
        {
            case FilmCardKind.Title:
                new CardPen(canvas, _theme, frame.Card.Cover, _hasGround).Title(frame.Snapshot);
                break;
            case FilmCardKind.End:
                new CardPen(canvas, _theme, frame.Card.Cover, _hasGround).End(frame.Snapshot);
                break;
            default:
                break;
        }
    }

    private Camera CameraAt(ICanvas canvas, FilmFrame frame)
    {
        if (!_track.Moves)
        {
            return Camera.Whole;
        }

        _places.Read(_planned!);
        return _track.At(frame.Seconds, token => _places.TokenAt(token) / canvas.Size);
    }
}
