using Spectre.Console;

namespace TokenFlow.App.Cli;

/// <summary>Writes sentences to standard output: wrapped to the screen and in colour where a person sees it, else plain lines.</summary>
internal sealed class Page
{
    private const int Narrowest = 40, Widest = 100;
    private readonly Terminal _terminal;
    private readonly IAnsiConsole? _console;

    public Page(Terminal terminal)
    {
        _terminal = terminal;
        if (terminal.IsOutShown)
        {
            _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Out) });
        }
    }

    /// <summary>A line, or several where it is wrapped; the further ones are set in as far as the first word after <paramref name="head"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="style">Spectre's name of a style, such as <c>bold</c>; passed over where nobody sees it.</param>
    /// <param name="head">What stands before it.</param>
    public void Line(string text = "", string style = "default", string head = "")
    {
        if (_console is null)
        {
            _terminal.Out.WriteLine($"{head}{text}");
            return;
        }

        string before = head;
        foreach (string line in Wrapped(text, Math.Clamp(_terminal.Width() - 1, Narrowest, Widest) - head.Length))
        {
            _console.MarkupLine($"{Markup.Escape(before)}[{style}]{Markup.Escape(line)}[/]");
            before = new string(' ', head.Length);
        }
    }

    /// <summary>A question without a line's end, before an answer is typed.</summary>
    public void Prompt(string text) => _terminal.Out.Write(text);

    private static IEnumerable<string> Wrapped(string text, int width)
    {
        int start = 0;
        while (text.Length - start > width)
        {
            int space = text.LastIndexOf(' ', start + width, width);
            int end = space > start ? space : start + width;
            yield return text[start..end];
            start = space > start ? space + 1 : end;
        }

        yield return text[start..];
    }
}
