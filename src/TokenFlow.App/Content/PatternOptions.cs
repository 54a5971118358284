using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;

namespace TokenFlow.App.Content;

/// <summary>A pattern and its parameters as options of a verb.</summary>
internal sealed class PatternOptions
{
    private readonly Option<string> _pattern = new("--pattern") { Description = $"One of {string.Join(", ", PatternKinds.Names)}.", HelpName = "P", Required = true };
    private readonly Option<int?> _window = new("--window") { Description = "Window on each side in tokens (streaming: the last tokens that are read). 256 by default.", HelpName = "W" };
    private readonly Option<int?> _dilation = new("--dilation") { Description = "Step between neighbours of the window. 1 by default.", HelpName = "D" };
    private readonly Option<int?> _globals = new("--globals") { Description = "So many global tokens at the start.", HelpName = "G" };
    private readonly Option<string?> _globalsAt = new("--globals-at") { Description = "Global tokens by position, such as 0,17,40.", HelpName = "LIST" };
    private readonly Option<int?> _block = new("--block") { Description = "BigBird's block in tokens. 64 by default.", HelpName = "B" };
    private readonly Option<int?> _random = new("--random") { Description = "BigBird's random blocks a row. 3 by default.", HelpName = "R" };
    private readonly Option<int?> _memory = new("--memory") { Description = "Memory tokens in front. 16 by default.", HelpName = "M" };
    private readonly Option<int?> _sinks = new("--sinks") { Description = "Streaming's first tokens that stay in sight. 4 by default.", HelpName = "S" };
    private readonly Option<ulong?> _seed = new("--seed") { Description = "Seed of BigBird's random links.", HelpName = "SEED" };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="tokens">Its option for the sequence's length, told after the pattern.</param>
    public void AddTo(Command command, Option<int> tokens)
    {
        foreach (Option option in (Option[])[_pattern, tokens, _window, _dilation, _globals, _globalsAt, _block, _random, _memory, _sinks, _seed])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The pattern, and its plan for one head over so many tokens of text.</summary>
    /// <exception cref="FaultException">Unknown, or something does not fit it; the fault names the option.</exception>
    public (AttentionPattern Pattern, AttentionPlan Plan) Compile(ParseResult parsed, int tokens)
    {
        try
        {
            AttentionPattern pattern = PatternJson.Read(Document(parsed, tokens));
            return (pattern, AttentionPlan.Compile(pattern, tokens + pattern.MemoryTokens, heads: 1, layer: 0));
        }
        catch (FaultException e) when (e.Where.StartsWith("pattern.", StringComparison.Ordinal))
        {
            // Said of a document's field, but it was an option.
            FaultKind kind = e.Kind == FaultKind.DocumentInvalid ? FaultKind.Usage : e.Kind;
            throw new FaultException(kind, e.What.Replace("has no such field", "has no such option", StringComparison.Ordinal), "--" + e.Where["pattern.".Length..], e.Remedy, e);
        }
    }

    /// <summary>Refuses a row that is not there.</summary>
    public static int CheckedRow(int row, int rows, string option) => row >= 0 && row < rows
        ? row
        : throw new FaultException(FaultKind.OutOfRange, $"there is no token {row}", option, $"give one from 0 to {rows - 1}");

    // The pattern as a document would have it, for the one reader there is.
    private JsonObject Document(ParseResult parsed, int tokens)
    {
        string kind = parsed.GetValue(_pattern)!.ToLowerInvariant();
        if (PatternKinds.Find(kind) is not { } known)
        {
            throw new FaultException(FaultKind.Usage, $"no pattern is called '{kind}'", "--pattern", $"use one of {string.Join(", ", PatternKinds.Names)}");
        }

        var pattern = new JsonObject { ["kind"] = kind };
        foreach ((string field, Option<int?> option) in new[]
        {
            ("window", _window), ("dilation", _dilation), ("block", _block), ("random", _random), ("memory", _memory), ("sinks", _sinks),
        })
        {
            int? usual = known.Usual.TryGetValue(field, out int value) ? value : null;
            if ((parsed.GetValue(option) ?? usual) is { } number)
            {
                pattern[field] = (long)number;
            }
        }

        if (parsed.GetValue(_seed) is { } seed)
        {
            pattern["seed"] = seed;
        }

        if (Globals(parsed, tokens) is { Count: > 0 } globals)
        {
            pattern["globals"] = new JsonArray([.. globals.Select(g => (JsonNode)(long)g)]);
        }

        return pattern;
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
