using Spectre.Console;
using TokenFlow.App.Cli;

namespace TokenFlow.App.Sweeps;

/// <summary>Shows how far a sweep is: a bar where a person watches, else (a log) a line at every tenth.</summary>
internal sealed class SweepProgressView
{
    private readonly Terminal _terminal;
    private readonly string _name;

    public SweepProgressView(Terminal terminal, string name)
    {
        _terminal = terminal;
        _name = name;
    }

    /// <summary>Shows the progress of the work while it lasts; what it throws is passed on.</summary>
    /// <param name="trials">Trials of the sweep.</param>
    /// <param name="work">Does the work and reports, from one thread at a time.</param>
    public void Watch(int trials, Action<IProgress<SweepProgress>> work)
    {
        if (!_terminal.IsInteractive)
        {
            work(new TenthLines(_terminal.Error, _name));
            return;
        }

        var rate = new SweepRateColumn();
        TerminalConsole.Of(_terminal)
            .Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = 24 }, rate)
            .Start(context => work(new Bar(context.AddTask(Markup.Escape(_name), maxValue: trials), rate)));
    }

    private sealed class Bar(ProgressTask task, SweepRateColumn rate) : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value)
        {
            rate.Latest = value;
            task.Value = value.Done;
        }
    }

    private sealed class TenthLines(TextWriter writer, string name) : IProgress<SweepProgress>
    {
        private int _tenth;

        public void Report(SweepProgress value)
        {
            int tenth = (int)(10L * value.Done / value.Of);
            if (tenth > _tenth)
            {
                _tenth = tenth;
                writer.WriteLine($"{name}: {value.Words}");
            }
        }
    }
}
