using System.CommandLine;
using System.Globalization;
using TokenFlow.App.Cli;
using TokenFlow.App.Content;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;

namespace TokenFlow.App.Commands;

/// <summary>Counts a pattern's edges, pair by pair and by formula, and the hops between two tokens.</summary>
internal sealed class CountCommand : Verb
{
    /// <summary>The longest sequence that is counted; a layout takes memory linear in it.</summary>
    public const int MaxTokens = 4_194_304;

    private readonly Terminal _terminal;
    private readonly Option<int> _tokens = new("--tokens") { Description = "Tokens of the sequence (for memory: of the text, without the memory tokens).", HelpName = "N", Required = true };
    private readonly PatternOptions _pattern = new();
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
        _pattern.AddTo(this, _tokens);
        Options.Add(_from);
        Options.Add(_to);
        Options.Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        int tokens = parsed.GetValue(_tokens);
        if (tokens is < 1 or > MaxTokens)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{tokens} tokens are out of range", "--tokens", $"give a number from 1 to {MaxTokens:N0}");
        }

        (AttentionPattern pattern, AttentionPlan plan) = _pattern.Compile(parsed, tokens);
        int rows = plan.Tokens;
        long formula = EdgeFormula.Count(pattern, tokens);
        long full = (long)rows * rows;
        int? hops = CountHops(parsed, plan.Head(0));
        if (parsed.GetValue(_json))
        {
            JsonLine.Write(_terminal.Out, new CountResult(plan.Edges, formula, full, hops), VerbJson.Default.CountResult);
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

    private int? CountHops(ParseResult parsed, AttentionLayout layout)
    {
        int? from = parsed.GetValue(_from);
        int? to = parsed.GetValue(_to);
        if (from is null != to is null)
        {
            throw new FaultException(FaultKind.Usage, "hops need both ends", "--from, --to", "give both or neither");
        }

        return from is { } i && to is { } j
            ? HopDistances.Between(layout, PatternOptions.CheckedRow(i, layout.Tokens, "--from"), PatternOptions.CheckedRow(j, layout.Tokens, "--to"))
            : null;
    }
}

/// <summary>What was counted.</summary>
/// <param name="Edges">Pair by pair.</param>
/// <param name="Formula">By formula.</param>
/// <param name="Full">Those of full attention.</param>
/// <param name="Hops">Between the two rows; null where not asked for, -1 where never reached.</param>
internal sealed record CountResult(long Edges, long Formula, long Full, int? Hops);
