using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TokenFlow.App.Cli;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;

namespace TokenFlow.App.Commands;

/// <summary>Counts a pattern's edges, pair by pair and by formula, and the hops between two tokens.</summary>
internal sealed class CountCommand : Verb
{
    /// <summary>The longest sequence that is counted; a layout takes memory linear in it.</summary>
    public const int MaxTokens = 4_194_304;

    private readonly Terminal _terminal;
    private readonly Option<string> _pattern = new("--pattern") { Description = $"One of {string.Join(", ", PatternJson.Kinds)}.", HelpName = "P", Required = true };
    private readonly Option<int> _tokens = new("--tokens") { Description = "Tokens of the sequence (for memory: of the text, without the memory tokens).", HelpName = "N", Required = true };
    private readonly Option<int?> _window = new("--window") { Description = "Window on each side in tokens (streaming: the last tokens that are read). 256 by default.", HelpName = "W" };
    private readonly Option<int?> _dilation = new("--dilation") { Description = "Step between neighbours of the window. 1 by default.", HelpName = "D" };
    private readonly Option<int?> _globals = new("--globals") { Description = "So many global tokens at the start.", HelpName = "G" };
    private readonly Option<string?> _globalsAt = new("--globals-at") { Description = "Global tokens by position, such as 0,17,40.", HelpName = "LIST" };
    private readonly Option<int?> _block = new("--block") { Description = "BigBird's block in tokens. 64 by default.", HelpName = "B" };
    private readonly Option<int?> _random = new("--random") { Description = "BigBird's random blocks a row. 3 by default.", HelpName = "R" };
    private readonly Option<int?> _memory = new("--memory") { Description = "Memory tokens in front. 16 by default.", HelpName = "M" };
    private readonly Option<int?> _sinks = new("--sinks") { Description = "Streaming's first tokens that stay in sight. 4 by default.", HelpName = "S" };
    private readonly Option<ulong?> _seed = new("--seed") { Description = "Seed of BigBird's random links.", HelpName = "SEED" };
    private readonly Option<int?> _from = new("--from") { Description = "With --to: count the layers until information of this row can reach the other.", HelpName = "I" };
    private readonly Option<int?> _to = new("--to") { Description = "The row to reach.", HelpName = "J" };
    private readonly Option<bool> _json = new("--json") { Description = "As one JSON object: edges, formula, full, hops (null where not asked for, -1 where never reached)." };

    public CountCommand(Terminal terminal)
        : base(
            "count",
            """
            Count a pattern's edges (query-key pairs of one head), pair by pair and by formula, and hops between two tokens.

            Example:
              tokenflow count --pattern longformer --tokens 4096 --window 256 --globals 1
              tokenflow count --pattern local --tokens 1001 --window 1 --from 0 --to 1000 --json
            """)
    {
        _terminal = terminal;
        foreach (Option option in (Option[])[_pattern, _tokens, _window, _dilation, _globals, _globalsAt, _block, _random, _memory, _sinks, _seed, _from, _to, _json])
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        int tokens = parsed.GetValue(_tokens);
        if (tokens is < 1 or > MaxTokens)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{tokens} tokens are out of range", "--tokens", $"give a number from 1 to {MaxTokens:N0}");
        }

        (AttentionPattern pattern, AttentionPlan plan) = Compile(parsed, tokens);
        int rows = plan.Tokens;
        long formula = EdgeFormula.Count(pattern, tokens);
        long full = (long)rows * rows;
        int? hops = CountHops(parsed, plan.Head(0));
        if (parsed.GetValue(_json))
        {
            JsonLine.Write(_terminal.Out, json =>
            {
                json.WriteStartObject();
                json.WriteNumber("edges", plan.Edges);
                json.WriteNumber("formula", formula);
                json.WriteNumber("full", full);
                WriteHops(json, hops);
                json.WriteEndObject();
            });
        }
        else
        {
            string fewer = string.Create(CultureInfo.InvariantCulture, $"{(double)full / plan.Edges:0.00}");
            _terminal.Out.WriteLine(pattern.Label);
            _terminal.Out.WriteLine($"edges    {plan.Edges,20:N0}");
            _terminal.Out.WriteLine($"formula  {formula,20:N0}");
            _terminal.Out.WriteLine($"full     {full,20:N0}  ({fewer} times as many)");
            if (hops is { } h)
            {
                _terminal.Out.WriteLine($"hops     {(h < 0 ? "never" : h.ToString("N0", CultureInfo.InvariantCulture)),20}");
            }
        }

        return plan.Edges == formula
            ? 0
            : throw new FaultException(FaultKind.CheckFailed, $"counted {plan.Edges:N0} edges where the formula says {formula:N0}", pattern.Label, "report this");
    }

    private (AttentionPattern Pattern, AttentionPlan Plan) Compile(ParseResult parsed, int tokens)
    {
        try
        {
            AttentionPattern pattern = ReadPattern(parsed, tokens);
            return (pattern, AttentionPlan.Compile(pattern, tokens + pattern.MemoryTokens, heads: 1, layer: 0));
        }
        catch (FaultException e) when (e.Where.StartsWith("pattern.", StringComparison.Ordinal))
        {
            // Said of a document's field, but it was an option.
            FaultKind kind = e.Kind == FaultKind.DocumentInvalid ? FaultKind.Usage : e.Kind;
            throw new FaultException(kind, e.What.Replace("has no such field", "has no such option", StringComparison.Ordinal), "--" + e.Where["pattern.".Length..], e.Remedy, e);
        }
    }

    private static void WriteHops(Utf8JsonWriter json, int? hops)
    {
        if (hops is { } value)
        {
            json.WriteNumber("hops", value);
        }
        else
        {
            json.WriteNull("hops");
        }
    }

    private int? CountHops(ParseResult parsed, AttentionLayout layout)
    {
        int? from = parsed.GetValue(_from);
        int? to = parsed.GetValue(_to);
        if (from is null != to is null)
        {
            throw new FaultException(FaultKind.Usage, "hops need both ends", "--from, --to", "give both or neither");
        }

        return from is { } i && to is { } j
            ? HopDistances.Between(layout, CheckedRow(i, layout.Tokens, "--from"), CheckedRow(j, layout.Tokens, "--to"))
            : null;
    }

    private static int CheckedRow(int row, int rows, string option) => row >= 0 && row < rows
        ? row
        : throw new FaultException(FaultKind.OutOfRange, $"there is no token {row}", option, $"give one from 0 to {rows - 1}");

    // The pattern is written as a document would have it and read by the one reader there is.
    private AttentionPattern ReadPattern(ParseResult parsed, int tokens)
    {
        string kind = parsed.GetValue(_pattern)!.ToLowerInvariant();
        if (!PatternJson.Kinds.Contains(kind))
        {
            throw new FaultException(FaultKind.Usage, $"no pattern is called '{kind}'", "--pattern", $"use one of {string.Join(", ", PatternJson.Kinds)}");
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("kind", kind);
            bool hasBand = kind is "local" or "longformer";
            Number("window", parsed.GetValue(_window), hasBand || kind is "cls-hub" or "memory" or "etc" or "streaming" ? 256 : null);
            Number("dilation", parsed.GetValue(_dilation), hasBand ? 1 : null);
            bool isBigBird = kind is "bigbird" or "bigbird-hf";
            Number("block", parsed.GetValue(_block), isBigBird ? 64 : null);
            Number("random", parsed.GetValue(_random), isBigBird ? 3 : null);
            Number("memory", parsed.GetValue(_memory), kind is "memory" or "etc" ? 16 : null);
            Number("sinks", parsed.GetValue(_sinks), kind is "streaming" ? 4 : null);
            if (parsed.GetValue(_seed) is { } seed)
            {
                json.WriteNumber("seed", seed);
            }

            if (Globals(parsed, tokens) is { Count: > 0 } globals)
            {
                json.WriteStartArray("globals");
                foreach (int global in globals)
                {
                    json.WriteNumberValue(global);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();

            void Number(string name, int? given, int? fallback)
            {
                if ((given ?? fallback) is { } value)
                {
                    json.WriteNumber(name, value);
                }
            }
        }

        return PatternJson.Parse(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private List<int> Globals(ParseResult parsed, int tokens)
    {
        int first = parsed.GetValue(_globals) ?? 0;
        if (first < 0 || first > tokens)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{first} global tokens are out of range", "--globals", $"give a number from 0 to {tokens}");
        }

        var globals = new List<int>(Enumerable.Range(0, first));
        foreach (string part in (parsed.GetValue(_globalsAt) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            globals.Add(int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int at)
                ? CheckedRow(at, tokens, "--globals-at")
                : throw new FaultException(FaultKind.Usage, $"'{part}' is not a position", "--globals-at", "write positions like 0,17,40"));
        }

        return globals;
    }
}
