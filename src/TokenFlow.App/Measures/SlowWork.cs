using System.Diagnostics;
using System.Globalization;
using TokenFlow.App.Cli;

namespace TokenFlow.App.Measures;

/// <summary>Says how far long work is, a line a second at most, and nothing of work that is done within the first second.</summary>
internal sealed class SlowWork
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Terminal _terminal;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _next = Pause;

    public SlowWork(Terminal terminal) => _terminal = terminal;

    /// <summary>A piece of work begins, or goes on.</summary>
    /// <param name="what">What is done.</param>
    /// <param name="done">Pieces done.</param>
    /// <param name="all">Pieces in all; 0 where it is one piece.</param>
    public void Tell(string what, int done = 0, int all = 0)
    {
        if (_watch.Elapsed < _next)
        {
            return;
        }

        _next = _watch.Elapsed + Pause;
        _terminal.Error.WriteLine(all > 0 ? string.Create(CultureInfo.InvariantCulture, $"{what}: {done:N0} of {all:N0}") : what);
    }
}
