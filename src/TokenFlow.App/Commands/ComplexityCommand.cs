using System.CommandLine;
using System.Globalization;
using TokenFlow.App.Cli;
using TokenFlow.App.Complexity;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Recording.Charts;
using TokenFlow.Studies.Complexity;

namespace TokenFlow.App.Commands;

/// <summary>Shows how cost grows with length, measured: edges counted, time taken, exponents fitted.</summary>
internal sealed class ComplexityCommand : Verb
{
    /// <summary>The shortest sequence that says anything.</summary>
    public const int LeastTokens = 16;

    /// <summary>The longest sequence that is measured.</summary>
    public const int MostTokens = 262_144;

    private const int MostSizes = 16;
    private readonly Terminal _terminal;
    private readonly Option<string> _tokens = new("--tokens")
    {
        Description = $"Lengths to measure, two to {MostSizes} of them, {LeastTokens} to {MostTokens:N0} tokens. Default: 1024,2048,4096,8192,16384.",
        HelpName = "LIST",
        DefaultValueFactory = _ => "1024,2048,4096,8192,16384",
    };

    private readonly Option<int> _window = new("--window") { Description = "w, tokens on each side.", HelpName = "W", DefaultValueFactory = _ => 256 };
    private readonly Option<int> _globals = new("--globals") { Description = "g, global tokens at the start.", HelpName = "G", DefaultValueFactory = _ => 8 };
    private readonly Option<int> _threads = ThreadsOption.Create();
    private readonly Option<string?> _csv = new("--csv") { Description = "Write the measurements to a CSV file as well.", HelpName = "FILE" };
    private readonly Option<string?> _plot = new("--plot") { Description = "Draw time against length, to a .png or .svg file.", HelpName = "FILE" };
    private readonly Option<bool> _json = new("--json") { Description = "As one JSON object: rows (pattern, tokens, edges, ms) and fits (exponents)." };

    public ComplexityCommand(Terminal terminal)
        : base(
            "complexity",
            """
            Measure how the cost of attention grows with length: full, global tokens, a window, and both together.

            Edges are counted from the plan and timed through the kernel, on one head of 64 columns; exponents are fitted
            to the logarithms by least squares: of the edges over all lengths, of the time over the longer half of them.

            Example:
              tokenflow complexity
              tokenflow complexity --tokens 1024,4096,16384,65536 --csv complexity.csv --plot complexity.png
            """)
    {
        _terminal = terminal;
        foreach (Option option in (Option[])[_tokens, _window, _globals, _threads, _csv, _plot, _json])
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        int[] sizes = Sizes(parsed.GetValue(_tokens)!);
        int window = InRange(parsed.GetValue(_window), 0, MostTokens, "--window");
        int globals = InRange(parsed.GetValue(_globals), 1, sizes[0], "--globals");
        int threads = ThreadsOption.Checked(parsed.GetValue(_threads));
        string? csv = parsed.GetValue(_csv), plot = parsed.GetValue(_plot);
        if (plot is not null)
        {
            ChartWriter.CheckFormat(plot);
        }

        // Before time is spent on measuring.
        foreach (string path in new[] { csv, plot }.OfType<string>())
        {
            OutputPath.CheckWritable(path);
        }

        using var interruption = new Interruption(CancellationToken.None);
        var study = new ComplexityStudy(sizes, window, globals, threads, message => _terminal.Error.WriteLine(message));
        IReadOnlyList<ComplexityCurve> curves = study.Measure(interruption.Token);
        if (csv is not null)
        {
            ComplexityFile.Write(csv, curves);
        }

        if (plot is not null)
        {
            ComplexityChart.Write(plot, curves, window, globals, threads);
        }

        if (parsed.GetValue(_json))
        {
            JsonLine.Write(_terminal.Out, ComplexityResult.Of(curves, window, globals, threads), VerbJson.Default.ComplexityResult);
        }
        else
        {
            ComplexityTable.Write(_terminal.Out, curves, window, globals, threads);
        }

        return 0;
    }

    private static int[] Sizes(string list)
    {
        var sizes = new SortedSet<int>();
        foreach (string part in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out long size))
            {
                throw new FaultException(FaultKind.Usage, $"'{part}' is not a number of tokens", "--tokens", "write lengths like 1024,2048,4096");
            }

            sizes.Add(InRange(size, LeastTokens, MostTokens, "--tokens"));
        }

        return sizes.Count is >= 2 and <= MostSizes
            ? [.. sizes]
            : throw new FaultException(FaultKind.OutOfRange, $"{sizes.Count} lengths make no curve", "--tokens", $"give 2 to {MostSizes} different ones");
    }

    private static int InRange(long value, int least, int most, string option) => value >= least && value <= most
        ? (int)value
        : throw new FaultException(FaultKind.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"{value} is out of range"), option, $"give a number from {least} to {most}");
}
