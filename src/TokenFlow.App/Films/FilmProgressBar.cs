using System.Globalization;
using Spectre.Console;
using TokenFlow.App.Cli;
using TokenFlow.Recording.Films;

namespace TokenFlow.App.Films;

/// <summary>
/// Shows how far a recording is: a line that a person watches move, or where nobody watches (a log) a line at every
/// quarter.
/// </summary>
internal sealed class FilmProgressBar : IProgress<FilmProgress>, IDisposable
{
    private const int Cells = 28;
    private readonly Terminal _terminal;
    private readonly IAnsiConsole _console;
    private readonly string _name;
    private int _quarter;
    private int _shown = -1;
    private bool _isOpen;

    public FilmProgressBar(Terminal terminal, string name)
    {
        _terminal = terminal;
        _name = name;
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
    }

    /// <inheritdoc />
    public void Report(FilmProgress value)
    {
        string left = value.TimeLeft.TotalSeconds < 1 ? "" : $", {Math.Ceiling(value.TimeLeft.TotalSeconds).ToString("0", CultureInfo.InvariantCulture)} s left";
        string rate = value.FramesPerSecond.ToString("0.0", CultureInfo.InvariantCulture);
        if (_terminal.IsInteractive)
        {
            // A bar that changes once a permille is smooth, and costs nothing beside the drawing.
            int shown = (int)(1000L * value.Done / value.Of);
            if (shown == _shown)
            {
                return;
            }

            _shown = shown;
            int full = (int)((long)Cells * value.Done / value.Of);
            string bar = $"[gold1]{new string('━', full)}[/][grey35]{new string('━', Cells - full)}[/]";
            _console.Markup($"\r{Markup.Escape(_name)} {bar} {value.Done}/{value.Of} frames, {rate} a second{left}".PadRight(110));
            _isOpen = true;
            return;
        }

        int quarter = (int)(4L * value.Done / value.Of);
        if (quarter > _quarter)
        {
            _quarter = quarter;
            _terminal.Error.WriteLine($"{_name}: {value.Done} of {value.Of} frames, {rate} a second{left}");
        }
    }

    /// <summary>Ends the moving line, so that what follows starts on its own.</summary>
    public void Finish()
    {
        if (_isOpen)
        {
            _terminal.Error.WriteLine();
            _isOpen = false;
        }
    }

    /// <inheritdoc />
    public void Dispose() => Finish();
}
