using System.Text;
using Spectre.Console;

namespace TokenFlow.App.Cli;

/// <summary>Spectre's console over the terminal's error stream, where everything that moves is drawn.</summary>
internal sealed class TerminalConsole : IAnsiConsoleOutput
{
    private const int UsualHeight = 25;
    private readonly Terminal _terminal;

    private TerminalConsole(Terminal terminal) => _terminal = terminal;

    /// <inheritdoc />
    public TextWriter Writer => _terminal.Error;

    /// <inheritdoc />
    public bool IsTerminal => _terminal.IsInteractive;

    // The last column stays free: some terminals begin a new line as soon as it is written.
    /// <inheritdoc />
    public int Width => Math.Max(1, _terminal.Width() - 1);

    /// <inheritdoc />
    public int Height => UsualHeight;

    /// <summary>Makes the console.</summary>
    public static IAnsiConsole Of(Terminal terminal) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new TerminalConsole(terminal),
        Interactive = terminal.IsInteractive ? InteractionSupport.Yes : InteractionSupport.No,
    });

    /// <inheritdoc />
    public void SetEncoding(Encoding encoding)
    {
        // The stream is UTF-8 already.
    }
}
