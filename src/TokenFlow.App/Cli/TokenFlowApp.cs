using System.CommandLine;
using System.CommandLine.Help;
using TokenFlow.App.Commands;
using TokenFlow.App.Content;
using TokenFlow.Attention.Faults;

namespace TokenFlow.App.Cli;

/// <summary>The composition root: every verb, and the one place where an exception becomes a line and an exit code.</summary>
public sealed class TokenFlowApp
{
    /// <summary>The exit code of a bug of ours.</summary>
    public const int InternalError = 70;

    /// <summary>The exit code of a run that the user broke off.</summary>
    public const int Cancelled = 130;

    private const int NoSpaceOnUnix = 28;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);
    private readonly Terminal _terminal;

    public TokenFlowApp(Terminal terminal) => _terminal = terminal;

    /// <summary>Runs a command line.</summary>
    /// <returns>0, or the exit code of the fault.</returns>
    public int Run(IReadOnlyList<string> args)
    {
        try
        {
            ParseResult parsed = BuildRoot().Parse(args.Count == 0 ? ["--help"] : args);
            if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
            {
                // An unknown word is the cause of whatever else is then amiss.
                string error = (parsed.Errors.FirstOrDefault(e => e.Message.Contains('\'', StringComparison.Ordinal)) ?? parsed.Errors[0]).Message;
                throw new FaultException(
                    FaultKind.Usage, error.ReplaceLineEndings(" ").TrimEnd('.'), remedy: $"see '{PathOf(parsed.CommandResult.Command)} --help'");
            }

            return parsed.Invoke(new InvocationConfiguration
            {
                Output = _terminal.Out,
                Error = _terminal.Error,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (FaultException e)
        {
            return Report(e.Message, (int)e.Kind);
        }
        catch (OperationCanceledException)
        {
            return Report("broken off; nothing was written", Cancelled);
        }
        catch (IOException e)
        {
            bool isFull = e.HResult is NoSpaceOnUnix or NoSpaceOnWindows;
            return Report(
                isFull ? "the disk is full; free some room" : $"{e.Message.ReplaceLineEndings(" ")}; check that the output can be written",
                (int)(isFull ? FaultKind.DiskFull : FaultKind.OutputUnwritable));
        }
        catch (Exception e) when (Environment.GetEnvironmentVariable("TOKENFLOW_TRACE") is null)
        {
            return Report($"internal error: {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}; set TOKENFLOW_TRACE=1 for the whole trace", InternalError);
        }
    }

    private static string PathOf(Command command) => command is RootCommand ? "tokenflow" : $"tokenflow {command.Name}";

    private int Report(string message, int code)
    {
        _terminal.Error.WriteLine($"tokenflow: {message}");
        return code;
    }

    private RootCommand BuildRoot()
    {
        var scenarios = new ScenarioLibrary(ContentFolder.Find());
        var root = new RootCommand(
            """
            TokenFlow shows how information moves through sparse attention: every token an entity, every edge a weight
            that the real kernel computed.

            Example:
              tokenflow demo
            """)
        {
            new DemoCommand(_terminal, scenarios),
            new RecordCommand(_terminal, scenarios),
            new StillCommand(_terminal, scenarios),
            new StepCommand(_terminal, scenarios),
            new ScenariosCommand(_terminal, scenarios),
            new AttendCommand(_terminal),
            new CountCommand(_terminal),
            new DoctorCommand(_terminal, scenarios),
        };
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction(_terminal);
        return root;
    }
}
