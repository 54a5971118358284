using Spectre.Console;
using Spectre.Console.Rendering;

namespace TokenFlow.App.Cli;

/// <summary>Shows how far a piece of work is: a bar where a person watches, else (a log) a line at every part.</summary>
/// <typeparam name="T">What the work reports, from one thread at a time.</typeparam>
/// <param name="terminal">Where.</param>
/// <param name="name">What the work is called.</param>
/// <param name="lines">Lines of a log over all of the work.</param>
/// <param name="done">How much is done, as a report has it.</param>
/// <param name="words">A report in words.</param>
internal class WorkView<T>(Terminal terminal, string name, int lines, Func<T, int> done, Func<T, string> words)
{
    /// <summary>Shows the progress of the work while it lasts; what it throws is passed on.</summary>
    /// <param name="total">How much there is to do.</param>
    /// <param name="work">Does the work and reports.</param>
    public void Watch(int total, Action<IProgress<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!terminal.IsInteractive)
        {
            int told = -1;
            work(new Told(value =>
            {
                int part = (int)((long)lines * done(value) / total);
                if (part > told && (part > 0 || TellsStart))
                {
                    told = part;
                    terminal.Error.WriteLine($"{name}: {words(value)}");
                }
            }));
            return;
        }

        var column = new WordsColumn();
        TerminalConsole.Of(terminal)
            .Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = 24 }, column)
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(name), maxValue: total);
                work(new Told(value =>
                {
                    column.Latest = words(value);
                    task.Value = done(value);
                }));
            });
    }

    /// <summary>Whether a log is told of the start too.</summary>
    protected virtual bool TellsStart => false;

    private sealed class Told(Action<T> tell) : IProgress<T>
    {
        public void Report(T value) => tell(value);
    }
}

/// <summary>Where a piece of work stands, in words beside its bar.</summary>
internal sealed class WordsColumn : ProgressColumn
{
    private volatile string _latest = "getting ready";

    /// <summary>What was reported last.</summary>
    public string Latest
    {
        get => _latest;
        set => _latest = value;
    }

    /// <inheritdoc />
    protected override bool NoWrap => true;

    /// <inheritdoc />
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(Latest);
}
