using Spectre.Console;
using TokenFlow.App.Cli;

namespace TokenFlow.App.Training;

/// <summary>Shows how far a training is: a bar where a person watches, else (a log) a line at every tenth.</summary>
internal sealed class TrainingProgressView
{
    private readonly Terminal _terminal;
    private readonly string _name;

    public TrainingProgressView(Terminal terminal, string name)
    {
        _terminal = terminal;
        _name = name;
    }

    /// <summary>Shows the progress of the work while it lasts; what it throws is passed on.</summary>
    /// <param name="steps">Steps of the training.</param>
    /// <param name="work">Does the work and reports.</param>
    public void Watch(int steps, Action<IProgress<TrainingProgress>> work)
    {
        if (!_terminal.IsInteractive)
        {
            work(new TenthLines(_terminal.Error, _name));
            return;
        }

        var words = new TrainingWordsColumn();
        TerminalConsole.Of(_terminal)
            .Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = 24 }, words)
            .Start(context => work(new Bar(context.AddTask(Markup.Escape(_name), maxValue: steps), words)));
    }

    private sealed class Bar(ProgressTask task, TrainingWordsColumn words) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            words.Latest = value.Words;
            task.Value = value.Step;
        }
    }

    private sealed class TenthLines(TextWriter writer, string name) : IProgress<TrainingProgress>
    {
        private int _tenth = -1;

        public void Report(TrainingProgress value)
        {
            int tenth = (int)(10L * value.Step / value.Of);
            if (tenth > _tenth)
            {
                _tenth = tenth;
                writer.WriteLine($"{name}: {value.Words}");
            }
        }
    }
}
