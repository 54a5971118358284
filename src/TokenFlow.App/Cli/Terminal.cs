using System.Text;

namespace TokenFlow.App.Cli;

/// <summary>The program's three streams, so that tests can run it as a user would and read what it says.</summary>
public sealed class Terminal
{
    private const int UsualWidth = 80;

    /// <summary>Results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Messages and progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Opens standard input.</summary>
    public required Func<Stream> In { get; init; }

    /// <summary>Whether a person watches <see cref="Error"/>, so that a progress bar may move.</summary>
    public required bool IsInteractive { get; init; }

    /// <summary>Whether <see cref="Out"/> goes to the same person, so that a bar would come between its lines.</summary>
    public bool IsOutShown { get; init; }

    /// <summary>Waits for one key of a person; null where input is no keyboard.</summary>
    public Func<ConsoleKeyInfo>? ReadKey { get; init; }

    /// <summary>Columns of the screen; asked anew for every line, as windows change.</summary>
    public Func<int> Width { get; init; } = () => UsualWidth;

    /// <summary>The streams of this process, UTF-8 without a byte order mark.</summary>
    public static Terminal OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Terminal
        {
            Out = new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true },
            Error = new StreamWriter(new LenientStream(Console.OpenStandardError()), utf8) { AutoFlush = true },
            In = Console.OpenStandardInput,
            IsInteractive = !Console.IsErrorRedirected,
            IsOutShown = !Console.IsOutputRedirected,
            ReadKey = Console.IsInputRedirected || Console.IsOutputRedirected ? null : () => Console.ReadKey(intercept: true),
            Width = ScreenWidth,
        };
    }

    private static int ScreenWidth()
    {
        try
        {
            return Console.WindowWidth is var width and > 0 ? width : UsualWidth;
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return UsualWidth;
        }
    }
}
