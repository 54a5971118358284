using System.Numerics;
using System.Runtime.CompilerServices;
using TokenFlow.Attention.Kernels.Lanes;
using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Kernels.Panels;

/// <summary>The engine of one vector width.</summary>
internal sealed unsafe class LanePanelEngine<TLanes, TVector> : PanelEngine
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private const int MostLanes = 32;

    public override int Lanes => Panel<TLanes, TVector>.Lanes;

    public override int ScratchLength(int headDim, int extraColumns) => Math.Max(
        Panel<TLanes, TVector>.ScratchLength(headDim, extraColumns),
        SoftmaxRow.Batch + headDim + extraColumns);

    [SkipLocalsInit]
    public override void Rows(in KernelRun run, AttentionLayout layout, int head, PanelRows rows, float* scratch)
    {
        int* queries = stackalloc int[MostLanes];
        uint live = 0;
        for (int lane = 0; lane < rows.Count; lane++)
        {
            int query = rows.First + (lane * rows.Stride);
            queries[lane] = query;
            if (layout.Roles.IsOrdinary(query))
            {
                live |= 1u << lane;
            }
            else if (layout.IsPadded(query))
            {
                run.Finish(head, query, scratch, 0, 0);
            }
        }
        if (live == 0)
        {
            return;
        }

        var panel = new Panel<TLanes, TVector>(run, head, global: false, queries, live, scratch);
        LookAhead(run, layout, head, rows, ref panel);
        PanelKeys.Feed(layout, rows, live, ref panel);
        panel.Flush();
        Finish(run, layout, head, global: false, queries, live, panel.Sums, panel.Bases, panel.Totals, scratch);
    }

    [SkipLocalsInit]
    public override void Hubs(
        in KernelRun run,
        AttentionLayout layout,
        int head,
        ReadOnlySpan<int> hubs,
        int from,
        int to,
        float* partial,
        float* scratch)
    {
        int* queries = stackalloc int[MostLanes];
        uint live = LiveHubs(hubs, queries);
        var panel = new Panel<TLanes, TVector>(run, head, global: true, queries, live, scratch);
        PanelKeys.FeedMerged(layout, queries, live, from, to, ref panel);
        panel.Flush();
        if (partial == null)
        {
            Finish(run, layout, head, global: true, queries, live, panel.Sums, panel.Bases, panel.Totals, scratch);
            return;
        }
        int columns = run.HeadDim + run.ExtraColumns;
        new Span<float>(panel.Sums, columns * Lanes).CopyTo(new Span<float>(partial, columns * Lanes));
        new Span<float>(panel.Bases, Lanes).CopyTo(new Span<float>(partial + (columns * Lanes), Lanes));
        new Span<float>(panel.Totals, Lanes).CopyTo(new Span<float>(partial + ((columns + 1) * Lanes), Lanes));
    }

    [SkipLocalsInit]
    public override void MergeHubs(
        in KernelRun run,
        AttentionLayout layout,
        int head,
        ReadOnlySpan<int> hubs,
        float* partials,
        int count,
        float* scratch)
    {
        int* queries = stackalloc int[MostLanes];
        uint live = LiveHubs(hubs, queries);
        int lanes = Lanes;
        int columns = run.HeadDim + run.ExtraColumns;
        int length = PartialLength(run.HeadDim, run.ExtraColumns);
        float* sums = partials;
        float* bases = sums + (columns * lanes);
        float* totals = bases + lanes;
        float* factors = scratch;
        for (int i = 1; i < count; i++)
        {
            float* other = partials + ((nint)i * length);
            float* otherBases = other + (columns * lanes);
            for (int lane = 0; lane < lanes; lane++)
            {
                float common = Math.Max(bases[lane], otherBases[lane]);
                factors[lane] = Exponential.Exp2(bases[lane] - common);
                factors[lanes + lane] = Exponential.Exp2(otherBases[lane] - common);
                bases[lane] = common;
                totals[lane] = (totals[lane] * factors[lane]) + (other[((columns + 1) * lanes) + lane] * factors[lanes + lane]);
            }
            LaneMath<TLanes, TVector>.Multiply(other, columns, factors + lanes);
            LaneMath<TLanes, TVector>.Multiply(sums, columns, factors);
            LaneMath<TLanes, TVector>.Add(sums, columns, other);
        }
        Finish(run, layout, head, global: true, queries, live, sums, bases, totals, scratch);
    }

    [SkipLocalsInit]
    public override void SumBlocks(in KernelRun run, AttentionLayout layout, int head, int block, float* scratch)
    {
        int blocks = run.Blocks;
        float* sums = run.BlockSums + ((((long)head * blocks) + block) * blocks);
        new Span<float>(sums, blocks).Clear();
        int* queries = stackalloc int[MostLanes];
        float* logSumExp = stackalloc float[MostLanes];
        int end = (int)Math.Min(run.Tokens, (block + 1L) * run.BlockTokens);
        for (int first = block * run.BlockTokens; first < end; first += Lanes)
        {
            int count = Math.Min(Lanes, end - first);
            uint ordinary = 0, hubs = 0;
            for (int lane = 0; lane < Lanes; lane++)
            {
                queries[lane] = first + lane;
                float natural = lane < count ? run.LogSumExp[((long)head * run.Tokens) + first + lane] : float.NaN;
                bool gives = float.IsFinite(natural);
                logSumExp[lane] = gives ? (float)(natural * Math.Log2(Math.E)) : float.PositiveInfinity;
                if (gives && layout.IsHub(first + lane))
                {
                    hubs |= 1u << lane;
                }
                else if (gives)
                {
                    ordinary |= 1u << lane;
                }
            }
            SumPanel(run, layout, head, false, queries, ordinary, logSumExp, sums, scratch);
            SumPanel(run, layout, head, true, queries, hubs, logSumExp, sums, scratch);
        }
    }

    [SkipLocalsInit]
    private static void SumPanel(
        in KernelRun run,
        AttentionLayout layout,
        int head,
        bool global,
        int* queries,
        uint live,
        float* logSumExp,
        float* sums,
        float* scratch)
    {
        if (live == 0)
        {
            return;
        }
        // 2^(score - infinity) is 0: lanes that are not meant give nothing.
        float* known = stackalloc float[MostLanes];
        for (int lane = 0; lane < Panel<TLanes, TVector>.Lanes; lane++)
        {
            known[lane] = (live >> lane & 1) != 0 ? logSumExp[lane] : float.PositiveInfinity;
        }

        var panel = new Panel<TLanes, TVector>(run, head, global, queries, live, scratch);
        panel.SumBlocks(known, run.BlockTokens, sums);
        if (global)
        {
            PanelKeys.FeedMerged(layout, queries, live, 0, run.Tokens, ref panel);
        }
        else
        {
            PanelKeys.Feed(layout, new(queries[0], 1, 32 - BitOperations.LeadingZeroCount(live)), live, ref panel);
        }

        panel.Flush();
    }

    // Rows of a dilated window lie apart, and rows that read everything find it in cache or cannot help it.
    private static void LookAhead(in KernelRun run, AttentionLayout layout, int head, PanelRows rows, ref Panel<TLanes, TVector> panel)
    {
        int next = rows.First + rows.Count;
        int window = layout.WindowOf(next - 1).Last + 1;
        if (rows.Stride != 1 || layout.IsFull || Math.Max(next, window) + Panel<TLanes, TVector>.Lanes > run.Tokens)
        {
            return;
        }

        int d = run.HeadDim;
        RowSources sources = run.Sources(head, 0, global: false);
        float* output = run.Output + ((((long)head * run.Tokens) + next) * d);
        panel.LookAhead(new(
            sources.Query + ((long)next * d),
            sources.Keys + ((long)window * d),
            sources.Values + ((long)window * d),
            output,
            Panel<TLanes, TVector>.Lanes * d));
    }

    private static uint LiveHubs(ReadOnlySpan<int> hubs, int* queries)
    {
        for (int lane = 0; lane < hubs.Length; lane++)
        {
            queries[lane] = hubs[lane];
        }

        return hubs.Length == 32 ? uint.MaxValue : (1u << hubs.Length) - 1;
    }

    // Writes the rows of the live lanes.
    [SkipLocalsInit]
    private static void Finish(
        in KernelRun run,
        AttentionLayout layout,
        int head,
        bool global,
        int* queries,
        uint live,
        float* sums,
        float* bases,
        float* totals,
        float* scratch)
    {
        int lanes = Panel<TLanes, TVector>.Lanes;
        int d = run.HeadDim, e = run.ExtraColumns;
        float* inverses = stackalloc float[MostLanes];
        float* zeros = stackalloc float[MostLanes];
        float** rows = stackalloc float*[MostLanes];
        for (int lane = 0; lane < lanes; lane++)
        {
            inverses[lane] = 1 / totals[lane];
        }

        LaneMath<TLanes, TVector>.Normalise(sums, d + e, inverses, zeros);

        // A row without a key, or with something that is not finite in its keys or its neighbours', is done by itself.
        uint again = 0;
        for (int lane = 0; lane < lanes; lane++)
        {
            bool mine = (live >> lane & 1) != 0;
            bool well = zeros[lane] == 0 && Math.Abs(bases[lane]) < PanelMath<TLanes, TVector>.LargestBase;
            if (mine && !well)
            {
                again |= 1u << lane;
            }

            rows[lane] = mine && well ? run.Output + ((((long)head * run.Tokens) + queries[lane]) * d) : null;
        }
        Transposition.Unpack(sums, lanes, d, rows);
        if (e > 0)
        {
            for (int lane = 0; lane < lanes; lane++)
            {
                if (rows[lane] != null)
                {
                    rows[lane] = run.OutputExtra + ((((long)head * run.Tokens) + queries[lane]) * e);
                }
            }
            Transposition.Unpack(sums + ((nint)d * lanes), lanes, e, rows);
        }
        if (run.LogSumExp != null)
        {
            for (int lane = 0; lane < lanes; lane++)
            {
                if (rows[lane] != null)
                {
                    run.LogSumExp[((long)head * run.Tokens) + queries[lane]] = KernelRun.LogSumExpOf(bases[lane], totals[lane]);
                }
            }
        }
        for (; again != 0; again &= again - 1)
        {
            RowAlone(run, layout, head, queries[BitOperations.TrailingZeroCount(again)], global, scratch);
        }
    }

    private static void RowAlone(in KernelRun run, AttentionLayout layout, int head, int query, bool global, float* scratch)
    {
        Span<KeyRun> pieces = stackalloc KeyRun[SoftmaxRow.PieceScratch];
        float* sums = scratch + SoftmaxRow.Batch;
        var row = new SoftmaxRow(run.Sources(head, query, global), scratch, sums, pieces);
        bool any = false;
        foreach (KeyRun keys in new RowRuns(layout, query))
        {
            any = true;
            row.Add(keys);
        }
        row.Flush();
        // Keys whose scores are all -infinity have no softmax.
        run.Finish(head, query, sums, row.Maximum, any && row.Sum == 0 ? float.NaN : row.Sum);
    }
}
