using CsCheck;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Collections;

namespace TokenFlow.Attention.Tests.Support;

/// <summary>Random patterns of every kind on short sequences, with and without edits.</summary>
internal static class Samples
{
    public static Gen<AttentionPattern> Pattern(int n, int heads) => Gen.OneOf(
        Gen.Const<AttentionPattern>(new FullPattern()),
        Gen.Const<AttentionPattern>(new BertClsPattern()),
        Gen.Select(Gen.Int[0, n + 2], Dilations(heads)).Select((w, d) => (AttentionPattern)new LocalPattern(w).WithDilations(d)),
        Tokens(n).Select(g => (AttentionPattern)new GlobalPattern(g)),
        Gen.Select(Gen.Int[0, 6], Dilations(heads), Tokens(n)).Select((w, d, g) => (AttentionPattern)new LongformerPattern(w, 1, g).WithDilations(d)),
        Gen.Select(Gen.Int[1, 7], Gen.Int[0, 4], Gen.ULong, Tokens(n)).Select((b, r, s, g) => (AttentionPattern)new BigBirdPattern(b, r, s, g)),
        Gen.Select(Gen.Int[1, 7], Gen.Int[0, 4]).Select((b, r) => (AttentionPattern)new BigBirdPattern(b, r) { RandomFallsOnFirstBlock = true }),
        Gen.Int[0, 6].Select(w => (AttentionPattern)new ClsHubPattern(w)),
        Gen.Select(Gen.Int[0, Math.Min(4, n - 1)], Gen.Int[0, 6]).Select((m, w) => (AttentionPattern)new MemoryPattern(m, w)),
        Gen.Bool.Select(ring => (AttentionPattern)new StarPattern(ring)),
        Gen.Select(Gen.Int[0, 5], Gen.Int[1, 6]).Select((s, w) => (AttentionPattern)new StreamingPattern(s, w)));

    public static Gen<Sample> Plain(int most) =>
        from n in Gen.Int[1, most]
        from heads in Gen.Int[1, 3]
        from layer in Gen.Int[0, 3]
        from pattern in Pattern(n, heads)
        select new Sample(pattern, n, heads, layer, PatternEdits.Empty);

    public static Gen<Sample> Edited(int most) =>
        from plain in Plain(most)
        from made in Tokens(plain.Tokens)
        from unmade in Tokens(plain.Tokens)
        from cut in Tokens(plain.Tokens)
        from padded in Tokens(plain.Tokens)
        from edges in Gen.Select(Gen.Int[0, plain.Tokens - 1], Gen.Int[0, plain.Tokens - 1]).Array[0, 12]
        from own in Gen.Bool
        select plain with
        {
            Edits = new PatternEdits
            {
                MadeHubs = new ValueSet<int>(made),
                UnmadeHubs = new ValueSet<int>(unmade),
                // Half of the time the cuts fall on hubs that the pattern has.
                CutHubs = new ValueSet<int>(own ? OwnHubs(plain) : cut),
                Padding = new ValueSet<int>(padded),
                CutEdges = new ValueSet<(int, int)>(edges),
            },
        };

    /// <summary>Edited samples whose hubs' rows are cut down: some to a few keys, some to none, some to more than they have.</summary>
    public static Gen<Sample> Restricted(int most) =>
        from edited in Edited(most)
        from more in Tokens(edited.Tokens)
        let withHubs = edited with { Edits = edited.Edits with { MadeHubs = new ValueSet<int>(edited.Edits.MadeHubs.Concat(more)) } }
        from keys in Gen.Int[0, edited.Tokens - 1].Array[0, edited.Tokens].Array[8]
        from skip in Gen.Int[1, 3]
        select withHubs with
        {
            HubRows = [.. withHubs.Compile().Head(0).Hubs.ToArray().Where((_, i) => i % skip == 0)
                .Select((hub, i) => new HubRow(hub, keys[i % keys.Length].Distinct().Order().ToArray()))],
        };

    private static IEnumerable<int> OwnHubs(Sample sample) => sample.Compile().Head(0).Hubs.ToArray().Where(hub => hub % 2 == 0);

    private static Gen<int[]> Tokens(int n) => Gen.Int[0, n - 1].Array[0, 4];

    private static Gen<int[]> Dilations(int heads) => Gen.OneOf(Gen.Int[1, 3].Array[1], Gen.Int[1, 4].Array[heads]);

    /// <param name="Pattern">The pattern.</param>
    /// <param name="Tokens">All rows.</param>
    /// <param name="Heads">Number of heads.</param>
    /// <param name="Layer">The layer.</param>
    /// <param name="Edits">The edits.</param>
    public sealed record Sample(AttentionPattern Pattern, int Tokens, int Heads, int Layer, PatternEdits Edits)
    {
        /// <summary>Hub rows that are cut down.</summary>
        public HubRow[] HubRows { get; init; } = [];

        public AttentionPlan Compile() => AttentionPlan.Compile(Pattern, Tokens, Heads, Layer, Edits).WithHubRows(HubRows);

        public Oracle Oracle(int head) => new(Pattern, Tokens, head, Layer, Edits, HubRows);
    }
}
