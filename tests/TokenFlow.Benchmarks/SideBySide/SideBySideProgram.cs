using System.CommandLine;
using TokenFlow.App.Cli;
using TokenFlow.Base.Faults;

namespace TokenFlow.Benchmarks.SideBySide;

/// <summary>The command line of side-by-side.</summary>
/// <param name="terminal">Where to print.</param>
internal sealed class SideBySideProgram(Terminal terminal)
{
    private const int MostThreads = 256;
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object on standard output: machine, peakGflops, checks, rows, skipped, goals." };
    private readonly Option<string?> _out = new("--out") { Description = "Folder for the plots (PNG and SVG); it is made where there is none. Default: artifacts/side-by-side.", HelpName = "FOLDER" };
    private readonly Option<bool> _quick = new("--quick") { Description = "Up to 4,096 tokens, few rounds: under a minute." };
    private readonly Option<int> _threads = new("--threads")
    {
        Description = "Threads of every implementation.",
        HelpName = "N",
        DefaultValueFactory = _ => Math.Min(2, Environment.ProcessorCount),
    };

    /// <summary>Runs it.</summary>
    /// <returns>0, or the exit code of the fault.</returns>
    public int Run(string[] args)
    {
        var root = new RootCommand(
            """
            side-by-side: our kernel, its scalar definition and onnxruntime's MultiHeadAttention on the same inputs, in one run.

            Outputs are compared before anything is timed. Times are medians of interleaved rounds; a sample counts where a
            multiply-add loop reached 85% of the machine's best speed just before it and just after it.

            Example:
              dotnet run -c Release --project tests/TokenFlow.Benchmarks -- side-by-side
              dotnet run -c Release --project tests/TokenFlow.Benchmarks -- side-by-side --quick --json > result.json
            """)
        {
            _json,
            _out,
            _quick,
            _threads,
        };
        root.SetAction(Measure);
        try
        {
            ParseResult parsed = root.Parse(args);
            if (parsed.Errors.Count > 0)
            {
                throw UsageFault.Of(parsed);
            }

            return parsed.Invoke(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false });
        }
        catch (FaultException e)
        {
            terminal.Error.WriteLine($"side-by-side: {e.Message}");
            return (int)e.Kind;
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("side-by-side: broken off");
            return ExitCode.Cancelled;
        }
    }

    private int Measure(ParseResult parsed)
    {
        int threads = parsed.GetValue(_threads);
        if (threads is < 1 or > MostThreads)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{threads} threads are out of range", "--threads", $"give a number from 1 to {MostThreads}");
        }

        string folder = parsed.GetValue(_out) ?? Path.Combine("artifacts", "side-by-side");
        Make(folder);
        using var interruption = new Interruption(CancellationToken.None);
        using var study = new SideBySideStudy(
            new SideBySideOptions(threads, parsed.GetValue(_quick)),
            message => terminal.Error.WriteLine(message),
            interruption.Token);
        SideBySideReport report = study.Run();
        foreach (string plot in new SideBySidePlots(report).Write(folder))
        {
            terminal.Error.WriteLine($"plot: {plot}");
        }

        if (parsed.GetValue(_json))
        {
            JsonLine.Write(terminal.Out, json => SideBySideJson.Write(json, report));
        }
        else
        {
            SideBySideText.Write(terminal.Out, report);
        }

        return 0;
    }

    // Before minutes are spent on measuring.
    private static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(FaultKind.OutputUnwritable, "the folder cannot be made", folder, "give --out a folder that can be written", e);
        }

        TokenFlow.Base.Files.OutputPath.CheckWritable(Path.Combine(folder, "time.png"));
    }
}
