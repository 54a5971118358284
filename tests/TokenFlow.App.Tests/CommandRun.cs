using System.Text;
using System.Text.Json;
using TokenFlow.App.Cli;

namespace TokenFlow.App.Tests;

/// <summary>A command line run in this process as a user would run it, and what it said.</summary>
internal sealed class CommandRun
{
    private CommandRun(int exitCode, string output, string error)
    {
        ExitCode = exitCode;
        Output = output;
        Error = error;
    }

    public int ExitCode { get; }

    public string Output { get; }

    public string Error { get; }

    /// <summary>Standard output as lines of JSON.</summary>
    public IReadOnlyList<JsonElement> Json =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    public static CommandRun Of(params string[] args) => With("", args);

    public static CommandRun With(string input, params string[] args) => With(input, args, CancellationToken.None);

    /// <summary>Runs it with a token that breaks it off, as a signal would.</summary>
    public static CommandRun With(string input, string[] args, CancellationToken cancellation)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var terminal = new Terminal
        {
            Out = output,
            Error = error,
            In = () => new MemoryStream(Encoding.UTF8.GetBytes(input)),
            IsInteractive = false,
        };
        int exitCode = new TokenFlowApp(terminal).Run(args, cancellation);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }
}
