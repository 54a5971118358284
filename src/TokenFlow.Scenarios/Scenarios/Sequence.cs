using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Scenarios.Scenarios;

/// <summary>A scenario's tokens as they stand in a row: memory tokens, [CLS], text, [SEP].</summary>
public sealed record Sequence
{
    /// <summary>[tokens] vocabulary number or stable hash; equal pieces are equal.</summary>
    public required IReadOnlyList<int> Ids { get; init; }

    /// <summary>[tokens] the text to show.</summary>
    public required IReadOnlyList<string> Pieces { get; init; }

    /// <summary>[tokens] what each token is.</summary>
    public required IReadOnlyList<TokenRole> Roles { get; init; }

    /// <summary>The scenario's pattern, found to fit the sequence.</summary>
    public required AttentionPattern Pattern { get; init; }

    /// <summary>Hubs selected beside those of the pattern itself, ascending.</summary>
    public required IReadOnlyList<int> MadeHubs { get; init; }

    /// <summary>The hubs that the scenario counts, ascending, in place of all others; null where it counts none.</summary>
    public IReadOnlyList<int>? CountedHubs { get; init; }

    /// <summary>The tokens where dye falls, a tracer each.</summary>
    public required IReadOnlyList<int> Origins { get; init; }

    /// <summary>What its hubs have learned; null for nothing.</summary>
    public LearnedHub? Learned { get; init; }

    /// <summary>The tokenizer that cut the text.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>The text as it was read, before it was cut into tokens; null where the tokens are only numbered.</summary>
    public string? Text { get; init; }

    /// <summary>How many tokens there are.</summary>
    public int Count => Ids.Count;
}
