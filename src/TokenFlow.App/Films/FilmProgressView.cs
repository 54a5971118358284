using System.Globalization;
using TokenFlow.App.Cli;
using TokenFlow.Recording.Films;

namespace TokenFlow.App.Films;

/// <summary>Shows how far a recording is: a bar where a person watches, else (a log) a line at every quarter; for a script a line of JSON a frame.</summary>
internal sealed class FilmProgressView
{
    private readonly Terminal _terminal;
    private readonly WorkView<FilmProgress> _view;
    private readonly bool _tellsFrames;

    public FilmProgressView(Terminal terminal, string name, bool tellsFrames = false)
    {
        _tellsFrames = tellsFrames;
        _terminal = terminal;
        _view = new WorkView<FilmProgress>(terminal, name, lines: 4, p => p.Done, Describe);
    }

    /// <summary>Shows the progress of the work while it lasts; what it throws is passed on.</summary>
    /// <param name="frames">Frames of the film.</param>
    /// <param name="work">Does the work and reports.</param>
    public void Watch(int frames, Action<IProgress<FilmProgress>> work)
    {
        if (_tellsFrames)
        {
            work(new FrameLines(_terminal.Error));
        }
        else
        {
            _view.Watch(frames, work);
        }
    }

    private static string Describe(FilmProgress progress)
    {
        string left = progress.TimeLeft.TotalSeconds < 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {Math.Ceiling(progress.TimeLeft.TotalSeconds):0} s left");
        return string.Create(CultureInfo.InvariantCulture, $"{progress.Done} of {progress.Of} frames, {progress.FramesPerSecond:0.0} a second{left}");
    }

    private sealed class FrameLines(TextWriter writer) : IProgress<FilmProgress>
    {
        public void Report(FilmProgress value) => JsonLine.Write(writer, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("done", value.Done);
            json.WriteNumber("of", value.Of);
            json.WriteNumber("framesPerSecond", Math.Round(value.FramesPerSecond, 2));
            json.WriteNumber("secondsLeft", Math.Round(value.TimeLeft.TotalSeconds, 1));
            json.WriteEndObject();
        });
    }
}
