using System.Globalization;
using System.Numerics;
using TokenFlow.Recording.Pictures;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Lessons;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Lessons;

namespace TokenFlow.App.Lessons;

/// <summary>Writes a picture a stop: NAME-1.png, NAME-2.png, in a folder.</summary>
internal sealed class LessonStills : IDisposable
{
    private readonly FontBook _fonts = new();
    private readonly LessonPicture _picture;
    private readonly string _folder;
    private readonly Lesson _lesson;
    private readonly (int Width, int Height) _size;

    public LessonStills(Lesson lesson, string folder, SceneTheme theme, (int Width, int Height) size)
    {
        _lesson = lesson;
        _folder = folder;
        _size = size;
        _picture = new LessonPicture(theme);
    }

    /// <summary>Writes a stop's picture and gives back its file.</summary>
    public string Write(LessonMoment moment, FrameSnapshot snapshot)
    {
        string path = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{_lesson.Name}-{moment.Number}.png"));
        var show = new LessonShow { Phrases = moment.Phrases, Number = moment.Number, Of = _lesson.Stops.Count, Highlight = moment.Stop.Highlight };
        new PictureWriter(_fonts).Write(
            path,
            new Vector2(_size.Width, _size.Height),
            _size.Width,
            _size.Height,
            canvas => _picture.Draw(canvas, snapshot, new SceneNotes { Stops = _lesson.Notches }, show, moment.Stop.Camera));
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => _fonts.Dispose();
}
