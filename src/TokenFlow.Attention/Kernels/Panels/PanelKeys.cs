using System.Numerics;
using System.Runtime.CompilerServices;
using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Kernels.Panels;

/// <summary>
/// Which keys the rows of a panel read, and which of the rows each. Most panels are worked out from the window's shape,
/// the hubs and the links; where cuts or ends of a ring are in the way, the rows' own runs are laid over one another.
/// </summary>
internal static unsafe class PanelKeys
{
    /// <summary>Keys that are laid over one another at a time.</summary>
    private const int Segment = 256;
    private const int MostLanes = 32;

    /// <summary>Tells a sink all keys of rows that are neighbours in their grid.</summary>
    /// <param name="layout">The head.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="live">Bit i: whether row i is computed here. Not 0.</param>
    /// <param name="sink">Is told.</param>
    [SkipLocalsInit]
    public static void Feed<TSink>(AttentionLayout layout, PanelRows rows, uint live, ref TSink sink)
        where TSink : struct, IKeySink, allows ref struct
    {
        if (IsRegular(layout, rows, live))
        {
            if (layout.IsFull)
            {
                AddBetween(layout.Roles.PaddedRanges, [], 0, layout.Tokens, random: false, ref sink);
            }
            else
            {
                FeedRegular(layout, rows, live, ref sink);
            }

            return;
        }
        int* queries = stackalloc int[MostLanes];
        for (int lane = 0; lane < rows.Count; lane++)
        {
            queries[lane] = rows.First + (lane * rows.Stride);
        }

        FeedMerged(layout, queries, live, 0, layout.Tokens, ref sink);
    }

    /// <summary>Tells a sink the keys in [from, to) of any rows, by laying their runs over one another.</summary>
    [SkipLocalsInit]
    public static void FeedMerged<TSink>(AttentionLayout layout, int* queries, uint live, int from, int to, ref TSink sink)
        where TSink : struct, IKeySink, allows ref struct
    {
        uint* readers = stackalloc uint[Segment];
        uint* randomly = stackalloc uint[Segment];
        int* next = stackalloc int[MostLanes];
        for (int lane = 0; lane < MostLanes; lane++)
        {
            next[lane] = (live >> lane & 1) != 0 ? from : int.MaxValue;
        }

        while (true)
        {
            int start = int.MaxValue;
            for (int lane = 0; lane < MostLanes; lane++)
            {
                start = Math.Min(start, next[lane]);
            }

            if (start >= to)
            {
                return;
            }

            int end = (int)Math.Min(to, (long)start + Segment);
            new Span<uint>(readers, end - start).Clear();
            new Span<uint>(randomly, end - start).Clear();
            for (uint rest = live; rest != 0; rest &= rest - 1)
            {
                int lane = BitOperations.TrailingZeroCount(rest);
                if (next[lane] < end)
                {
                    next[lane] = Mark(layout, queries[lane], start, end, 1u << lane, readers, randomly);
                }
            }
            for (int i = 0; i < end - start;)
            {
                uint reading = readers[i], random = randomly[i];
                int run = i + 1;
                while (run < end - start && readers[run] == reading && randomly[run] == random)
                {
                    run++;
                }

                if (reading != 0)
                {
                    sink.Add(start + i, run - i, 1, reading, random: false);
                }

                if (random != 0)
                {
                    sink.Add(start + i, run - i, 1, random, random: true);
                }

                i = run;
            }
        }
    }

    // Returns where the row goes on reading at or after the end.
    private static int Mark(AttentionLayout layout, int query, int start, int end, uint bit, uint* readers, uint* randomly)
    {
        foreach (KeyRun run in new RowRuns(layout, query, start))
        {
            if (run.Start >= end)
            {
                return run.Start;
            }

            uint* marks = run.Way == EdgeWay.Random ? randomly : readers;
            int last = Math.Min(run.End, end) - start;
            for (int i = run.Start - start; i < last; i++)
            {
                marks[i] |= bit;
            }

            if (run.End >= end)
            {
                return end;
            }
        }
        return int.MaxValue;
    }

    private static bool IsRegular(AttentionLayout layout, PanelRows rows, uint live)
    {
        TokenRoles roles = layout.Roles;
        WindowShape shape = layout.Shape;
        int first = rows.First + (BitOperations.TrailingZeroCount(live) * rows.Stride);
        int last = rows.First + (BitOperations.Log2(live) * rows.Stride);
        bool links = layout.Links is not null;
        if (rows.Stride != shape.Dilation || (layout.IsCausal && shape.Dilation > 1) || (first < shape.Front && !layout.IsFull))
        {
            return false;
        }

        if (shape.Ring && (first == shape.Front || last == layout.Tokens - 1))
        {
            return false;
        }

        if (links && first / shape.Block != last / shape.Block)
        {
            return false;
        }

        if (roles.CutRanges.Length > 0)
        {
            if (layout.IsFull || links)
            {
                return false;
            }

            for (int lane = 0; lane < rows.Count; lane++)
            {
                if (roles.IsCut(rows.First + (lane * rows.Stride)))
                {
                    return false;
                }
            }
        }
        if (roles.HasCutEdges)
        {
            for (int lane = 0; lane < rows.Count; lane++)
            {
                if (roles.CutKeys(rows.First + (lane * rows.Stride)).Length > 0)
                {
                    return false;
                }
            }
        }
        return true;
    }

    [SkipLocalsInit]
    private static void FeedRegular<TSink>(AttentionLayout layout, PanelRows rows, uint live, ref TSink sink)
        where TSink : struct, IKeySink, allows ref struct
    {
        TokenRoles roles = layout.Roles;
        WindowShape shape = layout.Shape;
        int stride = rows.Stride;
        int a = BitOperations.TrailingZeroCount(live);
        int b = BitOperations.Log2(live);
        int* firsts = stackalloc int[MostLanes];
        int* lasts = stackalloc int[MostLanes];
        for (int lane = a; lane <= b; lane++)
        {
            RowWindow window = layout.WindowOf(rows.First + (lane * stride));
            firsts[lane] = window.First;
            lasts[lane] = window.Last;
        }
        int low = firsts[a], high = lasts[b];
        FeedHubs(layout, rows.First + (b * stride), low, high, stride, ref sink);

        int allFrom = firsts[b], allTo = lasts[a];
        if (allFrom > allTo)
        {
            FeedEdge(layout, rows, firsts, lasts, a, b, low, high, ref sink);
        }
        else
        {
            FeedEdge(layout, rows, firsts, lasts, a, b, low, allFrom - stride, ref sink);
            if (stride == 1)
            {
                AddBetween(roles.PaddedRanges, [], allFrom, allTo + 1, random: false, ref sink);
            }
            else
            {
                AddUnpadded(roles, allFrom, allTo, stride, ref sink);
            }

            FeedEdge(layout, rows, firsts, lasts, a, b, allTo + stride, high, ref sink);
        }

        foreach (int block in layout.LinksOf(rows.First + (a * stride)))
        {
            int start = block * shape.Block;
            int end = (int)Math.Min(layout.Tokens, start + (long)shape.Block);
            AddBetween(roles.HubRanges, roles.PaddedRanges, start, end, random: true, ref sink);
        }
    }

    // Hubs are read by all rows. Those that the window passes by are taken with it.
    private static void FeedHubs<TSink>(AttentionLayout layout, int lastQuery, int low, int high, int stride, ref TSink sink)
        where TSink : struct, IKeySink, allows ref struct
    {
        foreach (TokenRange hubs in layout.Roles.HubRanges)
        {
            int end = layout.IsCausal ? Math.Min(hubs.End, lastQuery + 1) : hubs.End;
            int below = Math.Min(end, low);
            if (hubs.Start < below)
            {
                sink.Add(hubs.Start, below - hubs.Start, 1, uint.MaxValue, random: false);
            }

            int above = Math.Max(hubs.Start, high + 1);
            if (stride > 1)
            {
                for (int key = Math.Max(hubs.Start, low); key < Math.Min(end, high + 1); key++)
                {
                    if ((key - low) % stride != 0)
                    {
                        sink.Add(key, 1, 1, uint.MaxValue, random: false);
                    }
                }
            }
            if (above < end)
            {
                sink.Add(above, end - above, 1, uint.MaxValue, random: false);
            }
        }
    }

    // Keys that are in the windows of some rows only.
    private static void FeedEdge<TSink>(
        AttentionLayout layout,
        PanelRows rows,
        int* firsts,
        int* lasts,
        int a,
        int b,
        int from,
        int to,
        ref TSink sink)
        where TSink : struct, IKeySink, allows ref struct
    {
        int begun = a, left = a;
        for (int key = from; key <= to; key += rows.Stride)
        {
            while (begun <= b && firsts[begun] <= key)
            {
                begun++;
            }

            while (left <= b && lasts[left] < key)
            {
                left++;
            }

            uint lanes = (begun > 31 ? uint.MaxValue : (1u << begun) - 1) & ~((1u << left) - 1);
            if (layout.IsPadded(key))
            {
                continue;
            }

            if (layout.IsHub(key))
            {
                int earlier = layout.IsCausal ? (int)Math.Max(0, ((long)key - rows.First + rows.Stride - 1) / rows.Stride) : 0;
                lanes = earlier > 31 ? 0 : uint.MaxValue << earlier;
            }
            if (lanes != 0)
            {
                sink.Add(key, 1, 1, lanes, random: false);
            }
        }
    }

    private static void AddUnpadded<TSink>(TokenRoles roles, int first, int last, int stride, ref TSink sink)
        where TSink : struct, IKeySink, allows ref struct
    {
        if (roles.PaddedRanges.Length == 0)
        {
            sink.Add(first, ((last - first) / stride) + 1, stride, uint.MaxValue, random: false);
            return;
        }
        for (int key = first; key <= last; key += stride)
        {
            if (!roles.IsPadded(key))
            {
                sink.Add(key, 1, 1, uint.MaxValue, random: false);
            }
        }
    }

    // [start, end) without two lists of ranges.
    private static void AddBetween<TSink>(TokenRange[] without, TokenRange[] alsoWithout, int start, int end, bool random, ref TSink sink)
        where TSink : struct, IKeySink, allows ref struct
    {
        int cursor = 0, alsoCursor = 0;
        while (start < end)
        {
            int stop = end;
            if (Skip(without, ref cursor, ref start, ref stop) || Skip(alsoWithout, ref alsoCursor, ref start, ref stop))
            {
                continue;
            }

            sink.Add(start, stop - start, 1, uint.MaxValue, random);
            start = stop;
        }
    }

    private static bool Skip(TokenRange[] ranges, ref int cursor, ref int start, ref int stop)
    {
        TokenRange.Seek(ranges, ref cursor, start);
        if (cursor >= ranges.Length)
        {
            return false;
        }

        TokenRange range = ranges[cursor];
        if (range.Start <= start)
        {
            start = range.End;
            return true;
        }
        stop = Math.Min(stop, range.Start);
        return false;
    }
}

/// <summary>Takes the keys of a panel, in any order, each lane's keys once.</summary>
internal interface IKeySink
{
    /// <summary>Takes the keys first, first + stride, ...</summary>
    /// <param name="first">The first key.</param>
    /// <param name="count">How many.</param>
    /// <param name="stride">From one to the next.</param>
    /// <param name="lanes">Bit i: whether lane i reads them. Bits of lanes that hold no row do not matter.</param>
    /// <param name="random">Whether they are read by a random link.</param>
    void Add(int first, int count, int stride, uint lanes, bool random);
}
