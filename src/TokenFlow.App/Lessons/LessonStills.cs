using System.Globalization;
using System.Numerics;
using TokenFlow.Recording.Pictures;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Shots;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Lessons;

namespace TokenFlow.App.Lessons;

/// <summary>Writes a picture a stop: NAME-1.png, NAME-2.png, in a folder.</summary>
internal sealed class LessonStills : IDisposable
{
    private readonly FontBook _fonts = new();
    private readonly ShotDrawer _drawer = new();
    private readonly ShotView _view;
    private readonly string _folder;
    private readonly Lesson _lesson;
    private readonly (int Width, int Height) _size;

    public LessonStills(Lesson lesson, string folder, SceneTheme theme, (int Width, int Height) size)
    {
        _lesson = lesson;
        _folder = folder;
        _size = size;
        _view = new ShotView(theme.Name);
    }

    /// <summary>Writes a stop's picture and gives back its file.</summary>
    public string Write(LessonMoment moment, FrameSnapshot snapshot)
    {
        string path = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{_lesson.Name}-{moment.Number}.png"));
        using Shot shot = LessonFilmScript.ShotOf(moment, _lesson, snapshot.Retain(), _view, light: 1);
        new PictureWriter(_fonts).Write(
            path,
            new Vector2(_size.Width, _size.Height),
            _size.Width,
            _size.Height,
            canvas => _drawer.Draw(canvas, shot));
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => _fonts.Dispose();
}
