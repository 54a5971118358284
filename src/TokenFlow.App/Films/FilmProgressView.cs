using Spectre.Console;
using TokenFlow.App.Cli;
using TokenFlow.Recording.Films;

namespace TokenFlow.App.Films;

/// <summary>Shows how far a recording is: a bar where a person watches, else (a log) a line at every quarter; for a script a line of JSON a frame.</summary>
internal sealed class FilmProgressView
{
    private readonly Terminal _terminal;
    private readonly string _name;
    private readonly bool _tellsFrames;

    public FilmProgressView(Terminal terminal, string name, bool tellsFrames = false)
    {
        _tellsFrames = tellsFrames;
        _terminal = terminal;
        _name = name;
    }

    /// <summary>Shows the progress of the work while it lasts; what it throws is passed on.</summary>
    /// <param name="frames">Frames of the film.</param>
    /// <param name="work">Does the work and reports.</param>
    public void Watch(int frames, Action<IProgress<FilmProgress>> work)
    {
        if (_tellsFrames)
        {
            work(new FrameLines(_terminal.Error));
            return;
        }

        if (!_terminal.IsInteractive)
        {
            work(new QuarterLines(_terminal.Error, _name));
            return;
        }

        var rate = new FilmRateColumn();
        TerminalConsole.Of(_terminal)
            .Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = 24 }, rate)
            .Start(context => work(new Bar(context.AddTask(Markup.Escape(_name), maxValue: frames), rate)));
    }

    private sealed class Bar(ProgressTask task, FilmRateColumn rate) : IProgress<FilmProgress>
    {
        public void Report(FilmProgress value)
        {
            rate.Latest = value;
            task.Value = value.Done;
        }
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

    private sealed class QuarterLines(TextWriter writer, string name) : IProgress<FilmProgress>
    {
        private int _quarter;

        public void Report(FilmProgress value)
        {
            int quarter = (int)(4L * value.Done / value.Of);
            if (quarter > _quarter)
            {
                _quarter = quarter;
                writer.WriteLine($"{name}: {FilmRateColumn.Describe(value)}");
            }
        }
    }
}
