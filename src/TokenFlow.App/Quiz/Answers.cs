using System.Text;
using TokenFlow.App.Cli;

namespace TokenFlow.App.Quiz;

/// <summary>What a person answers: one key each where there is a keyboard, else a line each.</summary>
internal sealed class Answers : IDisposable
{
    private readonly Func<ConsoleKeyInfo>? _key;
    private readonly StreamReader? _lines;

    public Answers(Terminal terminal)
    {
        _key = terminal.ReadKey;
        _lines = _key is null ? new StreamReader(terminal.In(), Encoding.UTF8) : null;
    }

    /// <summary>Whether each answer is one key.</summary>
    public bool AreKeys => _key is not null;

    /// <summary>The next answer, as it was typed; null when there are no more.</summary>
    public string? Next()
    {
        if (_key is null)
        {
            // Nobody answers with more than a letter; a line without an end must not fill the memory.
            return ReadLine(64);
        }

        ConsoleKeyInfo key = _key();
        return key.Key is ConsoleKey.Escape or ConsoleKey.Q || key.KeyChar == '\x4' ? null : key.KeyChar.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _lines?.Dispose();

    private string? ReadLine(int most)
    {
        var line = new StringBuilder();
        int next = _lines!.Read();
        if (next < 0)
        {
            return null;
        }

        for (; next is >= 0 and not '\n'; next = _lines.Read())
        {
            if (line.Length < most)
            {
                line.Append((char)next);
            }
        }

        return line.ToString().Trim();
    }
}
