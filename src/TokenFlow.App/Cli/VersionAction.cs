using System.CommandLine;
using System.CommandLine.Invocation;

namespace TokenFlow.App.Cli;

/// <summary>Prints the version and which engine packages the program was built with.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    private readonly Terminal _terminal;

    public VersionAction(Terminal terminal) => _terminal = terminal;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        _terminal.Out.WriteLine($"tokenflow {ProgramVersion.Number}");
        foreach (string engine in ProgramVersion.Engines)
        {
            _terminal.Out.WriteLine(engine);
        }

        return 0;
    }
}
