using TokenFlow.Attention.Patterns;

namespace TokenFlow.Session.Runs;

/// <summary>The patterns that a user goes through, each made from the one in force: what both have is kept.</summary>
public static class PatternChoice
{
    private const int FallbackWindow = 8;
    private const int FallbackBlock = 16;
    private const int FallbackRandom = 2;
    private const int FallbackMemory = 4;

    /// <summary>The kinds, in the order of the list.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["local", "longformer", "bigbird", "memory", "cls-hub", "star", "streaming", "global", "full"];

    /// <summary>The kind after another, or before it; round at the ends. A kind that is not in the list counts as the one before the first.</summary>
    public static string Next(string kind, int by)
    {
        int at = Kinds.ToList().IndexOf(kind);
        return Kinds[(((at < 0 && by < 0 ? 0 : at) + by) % Kinds.Count + Kinds.Count) % Kinds.Count];
    }

    /// <summary>A pattern of a kind, with the window, dilation and globals of the one in force where the kind has such.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="now">The pattern in force.</param>
    /// <param name="seed">The seed of random links.</param>
    public static AttentionPattern Of(string kind, AttentionPattern now, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(now);
        int window = now is StarPattern || now.Window == 0 ? FallbackWindow : now.Window;
        int[] globals = now is ClsHubPattern ? [] : [.. now.Globals];
        return kind switch
        {
            "local" => new LocalPattern(window).WithDilations(now.Dilations),
            "longformer" => new LongformerPattern(window, 1, globals.Length == 0 ? [0] : globals).WithDilations(now.Dilations),
            "bigbird" => new BigBirdPattern(FallbackBlock, FallbackRandom, seed),
            "memory" => new MemoryPattern(FallbackMemory, window),
            "cls-hub" => new ClsHubPattern(window),
            "star" => new StarPattern(),
            "streaming" => new StreamingPattern(FallbackMemory, window + 1),
            "global" => new GlobalPattern(globals.Length == 0 ? [0] : globals),
            "full" => new FullPattern(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }
}
