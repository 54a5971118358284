using System.CommandLine;
using System.CommandLine.Help;
using TokenFlow.App.Cli;
using TokenFlow.App.Commands;
using TokenFlow.App.Films;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Library;

namespace TokenFlow.App;

/// <summary>The composition root: every verb, and the one place where an exception becomes a line and an exit code.</summary>
public sealed class TokenFlowApp
{
    private const string FolderGone = "the current folder does not exist any more; change to another";
    private const int NoSpaceOnUnix = 28;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);
    private readonly Terminal _terminal;

    public TokenFlowApp(Terminal terminal) => _terminal = terminal;

    /// <summary>Runs a command line.</summary>
    /// <param name="args">What was typed after the program's name; nothing asks for help.</param>
    /// <param name="cancellation">Breaks off long work.</param>
    /// <returns>0, or the exit code of the fault.</returns>
    public int Run(IReadOnlyList<string> args, CancellationToken cancellation = default)
    {
        try
        {
            ParseResult parsed = BuildRoot().Parse(args.Count == 0 ? ["--help"] : args);
            if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
            {
                throw UsageFault.Of(parsed);
            }

            (parsed.CommandResult.Command as Verb)?.TellWhole();

            // Verbs that have something to clear away look after signals themselves; the others may be ended at any time.
            var configuration = new InvocationConfiguration
            {
                Output = _terminal.Out,
                Error = _terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return parsed.InvokeAsync(configuration, cancellation).GetAwaiter().GetResult();
        }
        catch (FaultException e)
        {
            return Report(e.Message, (int)e.Kind);
        }
        catch (OperationCanceledException e)
        {
            return Report(e is BrokenOffException ? e.Message : "broken off; no unfinished file is left", ExitCode.Cancelled);
        }
        catch (IOException e)
        {
            return e.HResult is NoSpaceOnUnix or NoSpaceOnWindows
                ? Report("the disk is full; free some room", (int)FaultKind.DiskFull)
                : Report(IsFolderGone() ? FolderGone : $"{e.Message.ReplaceLineEndings(" ").TrimEnd('.')}; check that the output can be written", (int)FaultKind.OutputUnwritable);
        }
        catch (UnauthorizedAccessException)
        {
            return Report("the output cannot be written; check that it is open and its permissions", (int)FaultKind.OutputUnwritable);
        }
        catch (OutOfMemoryException)
        {
            return Report("there is not memory enough; give a shorter text, a smaller size or fewer heads", (int)FaultKind.MissingOnMachine);
        }
        catch (Exception e) when (Environment.GetEnvironmentVariable("TOKENFLOW_TRACE") is null)
        {
            return Report($"internal error: {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}; set TOKENFLOW_TRACE=1 for the whole trace", ExitCode.InternalError);
        }
    }

    private static bool IsFolderGone()
    {
        try
        {
            return !Directory.Exists(Environment.CurrentDirectory);
        }
        catch (IOException)
        {
            return true;
        }
    }

    private int Report(string message, int code)
    {
        _terminal.Error.WriteLine($"tokenflow: {message}");
        return code;
    }

    private RootCommand BuildRoot()
    {
        var scenarios = new ScenarioLibrary(ContentFolder.Find);
        var root = new RootCommand(
            """
            TokenFlow shows how information moves through sparse attention: every token an entity, every edge a weight
            that the real kernel computed.

            Example:
              tokenflow demo
              tokenflow step hub-in-two-hops --layers 2

            Every verb tells more, with examples: tokenflow VERB --help
            """)
        {
            new DemoCommand(_terminal, scenarios),
            new RunCommand(_terminal, scenarios),
            new RecordCommand(_terminal, scenarios),
            new ReplayCommand(_terminal),
            new StillCommand(_terminal, scenarios),
            new GalleryCommand(_terminal, scenarios),
            new StepCommand(_terminal, scenarios),
            new ScenariosCommand(_terminal, scenarios),
            new LessonCommand(_terminal, scenarios),
            new QuizCommand(_terminal),
            new AttendCommand(_terminal),
            new MeasureCommand(_terminal, scenarios),
            new CountCommand(_terminal),
            new SweepCommand(_terminal, scenarios),
            new ComplexityCommand(_terminal),
            new TrainCommand(_terminal, scenarios),
            new DoctorCommand(_terminal, scenarios),
        };
        PlainNumbers.Demand(root);
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction(_terminal);
        return root;
    }
}
