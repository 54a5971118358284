using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TokenFlow.App.Cli;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Base.Numerics;
using TokenFlow.Recording.Charts;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
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
            WriteCsv(csv, curves);
        }

        if (plot is not null)
        {
            Draw(plot, curves, window, globals, threads);
        }

        if (parsed.GetValue(_json))
        {
            JsonLine.Write(_terminal.Out, json => WriteJson(json, curves, window, globals, threads));
        }
        else
        {
            WriteTable(curves, window, globals, threads);
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

    private static void WriteCsv(string path, IReadOnlyList<ComplexityCurve> curves)
    {
        var text = new StringBuilder("pattern,tokens,edges,ms,samplesKept\n");
        foreach (ComplexityCurve curve in curves)
        {
            foreach (ComplexityPoint point in curve.Points)
            {
                text.Append(CultureInfo.InvariantCulture, $"{curve.Name},{point.Tokens},{point.Edges},{point.Ms:0.####},{point.SamplesKept}\n");
            }
        }

        using var file = new OutputFile(path);
        file.Guarded(() => file.Stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
        file.Commit();
    }

    private static void Draw(string path, IReadOnlyList<ComplexityCurve> curves, int window, int globals, int threads)
    {
        var theme = SceneTheme.Dark();
        new ChartWriter(theme).Write(
            new LineChart
            {
                Title = "What attention costs as the text grows",
                Subtitle = string.Create(
                    CultureInfo.InvariantCulture,
                    $"w = {window} a side · g = {globals} · one head, d = {ComplexityStudy.HeadDim} · float32 · {threads} threads · slopes fitted over the longer half"),
                XLabel = "tokens",
                YLabel = "time a call",
                YTick = ms => ms >= 1000 ? string.Create(CultureInfo.InvariantCulture, $"{ms / 1000:0.#} s") : string.Create(CultureInfo.InvariantCulture, $"{ms:G4} ms"),
                Series =
                [
                    .. from curve in curves
                       let timed = curve.Points.Where(p => p.Ms is not null).ToArray()
                       select new ChartSeries
                       {
                           Name = string.Create(CultureInfo.InvariantCulture, $"{curve.Name}   n^{curve.TimeFit.Exponent:0.00}"),
                           Colour = ColourOf(curve.Name, theme),
                           X = [.. timed.Select(p => (double)p.Tokens)],
                           Y = [.. timed.Select(p => p.Ms!.Value)],
                           IsSubject = curve.Name == "global + local",
                       },
                ],
            },
            path);
    }

    private static Rgba ColourOf(string pattern, SceneTheme theme) => pattern switch
    {
        "full" => theme.Secondary,
        "global" => theme.Random,
        "local" => theme.Window,
        _ => theme.Hub,
    };

    private static void WriteJson(Utf8JsonWriter json, IReadOnlyList<ComplexityCurve> curves, int window, int globals, int threads)
    {
        json.WriteStartObject();
        json.WriteNumber("window", window);
        json.WriteNumber("globals", globals);
        json.WriteNumber("headDim", ComplexityStudy.HeadDim);
        json.WriteNumber("threads", threads);
        json.WriteStartArray("rows");
        foreach (ComplexityCurve curve in curves)
        {
            foreach (ComplexityPoint point in curve.Points)
            {
                json.WriteStartObject();
                json.WriteString("pattern", curve.Name);
                json.WriteNumber("tokens", point.Tokens);
                json.WriteNumber("edges", point.Edges);
                Number("ms", point.Ms, 4);
                json.WriteNumber("samplesKept", point.SamplesKept);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteStartArray("fits");
        foreach (ComplexityCurve curve in curves)
        {
            json.WriteStartObject();
            json.WriteString("pattern", curve.Name);
            json.WriteString("law", curve.Law);
            Fit("edges", curve.EdgesFit);
            Fit("time", curve.TimeFit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();

        void Fit(string name, PowerFit fit)
        {
            json.WriteStartObject(name);
            Number("exponent", fit.Exponent, 3);
            Number("from", fit.From, 0);
            Number("to", fit.To, 0);
            json.WriteEndObject();
        }

        void Number(string name, double? value, int digits)
        {
            if (value is { } number && double.IsFinite(number))
            {
                json.WriteNumber(name, Math.Round(number, digits));
            }
            else
            {
                json.WriteNull(name);
            }
        }
    }

    private void WriteTable(IReadOnlyList<ComplexityCurve> curves, int window, int globals, int threads)
    {
        Line($"one head, d = {ComplexityStudy.HeadDim}, w = {window} a side, g = {globals}, {threads} threads, float32");
        Block("edges", p => p.Edges.ToString("N0", CultureInfo.InvariantCulture), c => c.EdgesFit);
        Block("milliseconds", p => p.Ms is { } ms ? ms.ToString(ms < 100 ? "0.000" : "0.0", CultureInfo.InvariantCulture) + (p.SamplesKept == 0 ? "*" : " ") : "- ", c => c.TimeFit);
        Line($"");
        ComplexityPoint[] points = [.. curves.SelectMany(c => c.Points)];
        if (points.Any(p => p.Ms is not null && p.SamplesKept == 0))
        {
            Line($"* the machine was not at full speed: no sample passed the calibration");
        }

        if (points.Any(p => p.Ms is null))
        {
            Line($"- counted, not timed: a call would take seconds");
        }

        void Block(string title, Func<ComplexityPoint, string> cell, Func<ComplexityCurve, PowerFit> fit)
        {
            Line($"");
            string sizes = string.Concat(curves[0].Points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Tokens,15:N0}")));
            Line($"{title,-14}  {"theory",-15}{sizes}   grows as");
            foreach (ComplexityCurve curve in curves)
            {
                PowerFit power = fit(curve);
                string grows = double.IsNaN(power.Exponent) ? "-" : string.Create(CultureInfo.InvariantCulture, $"n^{power.Exponent:0.00} ({power.From:N0} to {power.To:N0})");
                Line($"{curve.Name,-14}  {curve.Law,-15}{string.Concat(curve.Points.Select(p => $"{cell(p),15}"))}   {grows}");
            }
        }

        void Line(FormattableString text) => _terminal.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }
}
