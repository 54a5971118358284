using System.Text.Json;
using TokenFlow.Base.Collections;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Patterns;

/// <summary>
/// BigBird's block sparse attention (Zaheer et al. 2020, section 2 and appendix D). In blocks of b tokens, L of them, the
/// last possibly short: block rows 0 and L-1 read everything; any other row i reads blocks {0, i-1, i, i+1, L-1} and r
/// random ones distinct from these. All tokens of the outer blocks are hubs. Random blocks are drawn uniformly, seeded, a
/// head and a layer, and as many as there are where fewer than r are left. With further globals it is the paper's ETC construction.
/// </summary>
/// <param name="Block">b, tokens a block; the paper uses 64.</param>
/// <param name="RandomBlocks">r, random blocks a block row; the paper uses 3.</param>
/// <param name="Seed">Seed of the draws.</param>
/// <param name="Globals">Global tokens beside the outer blocks; kept ascending and distinct.</param>
public sealed record BigBirdPattern(int Block, int RandomBlocks, ulong Seed = 0, IReadOnlyList<int>? Globals = null)
    : AttentionPattern(globals: Globals)
{
    // Enough for every sensible pattern, and a bound on what a hostile one can make us allocate (256 MiB a head).
    private const long MostLinks = 1L << 26;

    /// <summary>
    /// Whether random blocks all fall on block 0, as Hugging Face's implementation has them in evaluation mode. Block 0 is
    /// read anyway and each key counts once, so no random link is left. The kind is then <c>bigbird-hf</c>.
    /// </summary>
    public bool RandomFallsOnFirstBlock { get; init; }

    /// <summary>The kind.</summary>
    public static PatternKind OfKind { get; } = new("bigbird", Read, like => new BigBirdPattern(like.Block, 2, like.Seed), ("block", 64), ("random", 3));

    /// <summary>The kind whose random blocks all fall on block 0: see <see cref="RandomFallsOnFirstBlock"/>.</summary>
    public static PatternKind OfHuggingFace { get; } = new("bigbird-hf", ReadOnFirstBlock, null, ("block", 64), ("random", 3));

    /// <inheritdoc/>
    public override string Kind => RandomFallsOnFirstBlock ? "bigbird-hf" : "bigbird";

    /// <inheritdoc/>
    public override string Label =>
        $"{Kind}  blocks of {Block}  {(RandomFallsOnFirstBlock ? "random blocks all on block 0" : $"{RandomBlocks} random a row")}{(Globals.Count > 0 ? HubLabel : "")}";

    /// <inheritdoc/>
    public override bool VariesByLayer => LinksWanted > 0;

    /// <summary>Random blocks that add edges, a block row.</summary>
    internal int LinksWanted => RandomFallsOnFirstBlock ? 0 : RandomBlocks;

    /// <inheritdoc/>
    public override bool TakesGlobals => true;

    /// <inheritdoc/>
    public override AttentionPattern WithGlobals(IEnumerable<int> globals) => this with { GlobalSet = new ValueSet<int>(globals) };

    /// <inheritdoc/>
    public override AttentionPattern Reseeded(ulong from, ulong to) => Seed == from ? this with { Seed = to } : this;

    /// <inheritdoc/>
    public override IReadOnlyList<PatternKnob> Knobs(int tokens) =>
    [
        new("Block", Block, by => this with { Block = by > 0 ? Math.Min(Block * 2, Math.Max(tokens, 1)) : Math.Max(Block / 2, 1) }),
        new("Random blocks", RandomBlocks, by => this with { RandomBlocks = Math.Max(RandomBlocks + by, 0) }),
    ];

    /// <inheritdoc/>
    public override void Validate(int tokens)
    {
        base.Validate(tokens);
        if (Block < 1)
        {
            throw new FaultException(FaultKind.OutOfRange, $"blocks of {Block} tokens hold nothing", "pattern.block", "give 1 or more");
        }

        if (RandomBlocks < 0)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{RandomBlocks} random blocks are fewer than none", "pattern.random", "give 0 or more");
        }

        long rows = BlockRows(tokens);
        if (rows * Math.Min(rows, LinksWanted) > MostLinks)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{RandomBlocks} random blocks in each of {rows} rows are too many", "pattern.random", $"give at most {MostLinks / rows} or larger blocks");
        }
    }

    /// <summary>L, the number of blocks.</summary>
    internal int BlockRows(int tokens) => (int)(((long)tokens + Block - 1) / Block);

    internal override WindowShape ShapeOf(int head) => WindowShape.Blocks(Block);

    internal override IEnumerable<TokenRange> HubsOf(int tokens)
    {
        yield return new(0, Math.Min(Block, tokens));
        yield return new((BlockRows(tokens) - 1) * Block, tokens);
        foreach (TokenRange global in base.HubsOf(tokens))
        {
            yield return global;
        }
    }

    internal override RandomLinks? DrawLinks(int tokens, int head, int layer) =>
        LinksWanted == 0 ? null : RandomLinks.Draw(tokens, Block, LinksWanted, Seed, head, layer);

    // The sum over block rows of rows times keys; b^2 (2L + 2(4+r) + (L-4)(5+r)) where b divides n and enough distinct blocks
    // are left. With further globals the union depends on which blocks were drawn, so there is no closed form: the drawn
    // blocks of head 0, layer 0 are counted, less the overlap.
    internal override long CountEdges(int tokens)
    {
        int rows = BlockRows(tokens);
        int block = Block;
        long n = tokens;
        long lastStart = (long)(rows - 1) * block;
        int[] further = [.. Globals.Where(global => global >= block && global < lastStart)];
        RandomLinks? links = further.Length > 0 ? DrawLinks(tokens, 0, 0) : null;
        long edges = 0;
        for (int row = 0; row < rows; row++)
        {
            long size = Math.Min(block, n - ((long)row * block));
            if (row == 0 || row == rows - 1)
            {
                edges += size * n;
                continue;
            }
            int first = Math.Max(1, row - 1), last = Math.Min(rows - 2, row + 1);
            long keys = block + (n - lastStart) + ((last - first + 1L) * block)
                + ((long)RandomLinks.CountIn(row, rows, LinksWanted) * block);
            long own = 0;
            foreach (int global in further)
            {
                int at = global / block;
                own += at == row ? 1 : 0;
                bool seen = (at >= first && at <= last) || (links is not null && links.Of(row).BinarySearch(at) >= 0);
                keys += seen ? 0 : 1;
            }
            edges += ((size - own) * keys) + (own * n);
        }
        return edges;
    }

    internal static BigBirdPattern Read(PatternFields fields) =>
        new BigBirdPattern(fields.Number("block"), fields.Number("random"), fields.Seed("seed"), fields.Numbers("globals"));

    internal static AttentionPattern ReadOnFirstBlock(PatternFields fields) => Read(fields) with { RandomFallsOnFirstBlock = true };

    internal override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteNumber("block", Block);
        writer.WriteNumber("random", RandomBlocks);
        writer.WriteNumber("seed", Seed);
        WriteGlobals(writer);
    }
}
