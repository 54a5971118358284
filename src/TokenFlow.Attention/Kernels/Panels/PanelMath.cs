using System.Runtime.CompilerServices;
using TokenFlow.Attention.Kernels.Lanes;

namespace TokenFlow.Attention.Kernels.Panels;

/// <summary>
/// The inner loops of a panel. Lanes hold queries, two vectors of them: a tile is two vectors by six keys (or value
/// columns), twelve accumulators that stay in registers, and per step two loads and six broadcasts feed twelve
/// multiply-adds. Keys and values stay as they are, row by row, so it does not matter which rows a panel reads.
/// </summary>
internal static unsafe class PanelMath<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>Keys or columns a tile.</summary>
    public const int Tile = 6;

    /// <summary>Where bases start: below the scores of any row that is not done by itself.</summary>
    public const float FirstBase = -(1 << 20);

    /// <summary>Bases further than this from 0 are not subtracted exactly: such rows are done by themselves.</summary>
    public const float LargestBase = 1 << 20;

    // 1.5 * 2^23: added and subtracted it rounds to a whole number.
    internal const float Rounder = 12582912;

    /// <summary>Queries a panel.</summary>
    public static int Lanes => 2 * TLanes.Count;

    /// <summary>
    /// scores[j][lane] = q[.][lane] . k[keys[j]], -infinity where bit <c>lane</c> of masks[j] is 0; raises the running
    /// maxima. Each score is one chain of multiply-adds over ascending columns.
    /// </summary>
    /// <param name="q">Packed queries, [d][lanes].</param>
    /// <param name="k">Keys, row-major.</param>
    /// <param name="keys">Rows of <paramref name="k"/>.</param>
    /// <param name="masks">Who reads them; all ones where every lane may have the score.</param>
    /// <param name="count">How many keys: a multiple of <see cref="Tile"/>.</param>
    /// <param name="d">Columns.</param>
    /// <param name="scores">[count][lanes].</param>
    /// <param name="maxima">[lanes].</param>
    /// <param name="ahead">Asked for on the way.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scores(float* q, float* k, int* keys, uint* masks, int count, int d, float* scores, float* maxima, ref RowsAhead ahead)
    {
        int width = TLanes.Count;
        int lanes = 2 * TLanes.Count;
        nint unrolled = d & -4;
        for (int j = 0; j < count; j += Tile)
        {
            float* k0 = k + ((long)keys[j] * d);
            float* k1 = k + ((long)keys[j + 1] * d);
            float* k2 = k + ((long)keys[j + 2] * d);
            float* k3 = k + ((long)keys[j + 3] * d);
            float* k4 = k + ((long)keys[j + 4] * d);
            float* k5 = k + ((long)keys[j + 5] * d);
            float* x = q;
            ahead.Fetch();
            TVector a0 = TLanes.Create(0), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0;
            TVector d0 = a0, d1 = a0, e0 = a0, e1 = a0, f0 = a0, f1 = a0;
            nint c = 0;
            for (; c < unrolled; c += 4)
            {
                Step(x, k0 + c, k1 + c, k2 + c, k3 + c, k4 + c, k5 + c, ref a0, ref a1, ref b0, ref b1, ref c0, ref c1, ref d0, ref d1, ref e0, ref e1, ref f0, ref f1);
                Step(x + lanes, k0 + c + 1, k1 + c + 1, k2 + c + 1, k3 + c + 1, k4 + c + 1, k5 + c + 1, ref a0, ref a1, ref b0, ref b1, ref c0, ref c1, ref d0, ref d1, ref e0, ref e1, ref f0, ref f1);
                Step(x + (2 * lanes), k0 + c + 2, k1 + c + 2, k2 + c + 2, k3 + c + 2, k4 + c + 2, k5 + c + 2, ref a0, ref a1, ref b0, ref b1, ref c0, ref c1, ref d0, ref d1, ref e0, ref e1, ref f0, ref f1);
                Step(x + (3 * lanes), k0 + c + 3, k1 + c + 3, k2 + c + 3, k3 + c + 3, k4 + c + 3, k5 + c + 3, ref a0, ref a1, ref b0, ref b1, ref c0, ref c1, ref d0, ref d1, ref e0, ref e1, ref f0, ref f1);
                x += 4 * lanes;
            }
            for (; c < d; c++)
            {
                Step(x, k0 + c, k1 + c, k2 + c, k3 + c, k4 + c, k5 + c, ref a0, ref a1, ref b0, ref b1, ref c0, ref c1, ref d0, ref d1, ref e0, ref e1, ref f0, ref f1);
                x += lanes;
            }
            if ((masks[j] & masks[j + 1] & masks[j + 2] & masks[j + 3] & masks[j + 4] & masks[j + 5]) != uint.MaxValue)
            {
                TVector none = TLanes.Create(float.NegativeInfinity);
                a0 = TLanes.Select(masks[j], a0, none);
                a1 = TLanes.Select(masks[j] >> width, a1, none);
                b0 = TLanes.Select(masks[j + 1], b0, none);
                b1 = TLanes.Select(masks[j + 1] >> width, b1, none);
                c0 = TLanes.Select(masks[j + 2], c0, none);
                c1 = TLanes.Select(masks[j + 2] >> width, c1, none);
                d0 = TLanes.Select(masks[j + 3], d0, none);
                d1 = TLanes.Select(masks[j + 3] >> width, d1, none);
                e0 = TLanes.Select(masks[j + 4], e0, none);
                e1 = TLanes.Select(masks[j + 4] >> width, e1, none);
                f0 = TLanes.Select(masks[j + 5], f0, none);
                f1 = TLanes.Select(masks[j + 5] >> width, f1, none);
            }
            TLanes.Store(a0, scores);
            TLanes.Store(a1, scores + width);
            TLanes.Store(b0, scores + lanes);
            TLanes.Store(b1, scores + lanes + width);
            TLanes.Store(c0, scores + (2 * lanes));
            TLanes.Store(c1, scores + (2 * lanes) + width);
            TLanes.Store(d0, scores + (3 * lanes));
            TLanes.Store(d1, scores + (3 * lanes) + width);
            TLanes.Store(e0, scores + (4 * lanes));
            TLanes.Store(e1, scores + (4 * lanes) + width);
            TLanes.Store(f0, scores + (5 * lanes));
            TLanes.Store(f1, scores + (5 * lanes) + width);
            scores += Tile * lanes;
            a0 = TLanes.Maximum(TLanes.Maximum(TLanes.Maximum(a0, b0), TLanes.Maximum(c0, d0)), TLanes.Maximum(e0, f0));
            a1 = TLanes.Maximum(TLanes.Maximum(TLanes.Maximum(a1, b1), TLanes.Maximum(c1, d1)), TLanes.Maximum(e1, f1));
            TLanes.Store(TLanes.Maximum(TLanes.Load(maxima), a0), maxima);
            TLanes.Store(TLanes.Maximum(TLanes.Load(maxima + width), a1), maxima + width);
        }
    }

    // One column of a tile of scores: twelve multiply-adds.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(
        float* x,
        float* y0,
        float* y1,
        float* y2,
        float* y3,
        float* y4,
        float* y5,
        ref TVector a0,
        ref TVector a1,
        ref TVector b0,
        ref TVector b1,
        ref TVector c0,
        ref TVector c1,
        ref TVector d0,
        ref TVector d1,
        ref TVector e0,
        ref TVector e1,
        ref TVector f0,
        ref TVector f1)
    {
        TVector x0 = TLanes.Load(x);
        TVector x1 = TLanes.Load(x + TLanes.Count);
        TVector y = TLanes.Create(*y0);
        a0 = TLanes.MultiplyAdd(x0, y, a0);
        a1 = TLanes.MultiplyAdd(x1, y, a1);
        y = TLanes.Create(*y1);
        b0 = TLanes.MultiplyAdd(x0, y, b0);
        b1 = TLanes.MultiplyAdd(x1, y, b1);
        y = TLanes.Create(*y2);
        c0 = TLanes.MultiplyAdd(x0, y, c0);
        c1 = TLanes.MultiplyAdd(x1, y, c1);
        y = TLanes.Create(*y3);
        d0 = TLanes.MultiplyAdd(x0, y, d0);
        d1 = TLanes.MultiplyAdd(x1, y, d1);
        y = TLanes.Create(*y4);
        e0 = TLanes.MultiplyAdd(x0, y, e0);
        e1 = TLanes.MultiplyAdd(x1, y, e1);
        y = TLanes.Create(*y5);
        f0 = TLanes.MultiplyAdd(x0, y, f0);
        f1 = TLanes.MultiplyAdd(x1, y, f1);
    }

    /// <summary>Replaces scores by 2^(score - base) and adds them to the totals.</summary>
    /// <remarks>
    /// As <see cref="Exponential.Exp2{TLanes, TVector}"/> has it, but for the base, which is subtracted with the rounding
    /// for free because it is whole. Additions and multiply-adds share two ports of the vector unit, so every operation
    /// counts. Four vectors go through the polynomial side by side, because one alone waits for itself.
    /// </remarks>
    /// <param name="scores">[count][lanes].</param>
    /// <param name="count">How many keys: an even number.</param>
    /// <param name="bases">[lanes]: whole numbers, at most <see cref="LargestBase"/> from 0.</param>
    /// <param name="totals">[lanes].</param>
    /// <param name="constants">As <see cref="WriteConstants"/> wrote them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Exponentiate(float* scores, int count, float* bases, float* totals, float* constants)
    {
        int width = TLanes.Count;
        TVector lowest0 = TLanes.Add(TLanes.Load(constants), TLanes.Load(bases));
        TVector lowest1 = TLanes.Add(TLanes.Load(constants), TLanes.Load(bases + width));
        TVector rounder0 = TLanes.Subtract(TLanes.Load(constants + width), TLanes.Load(bases));
        TVector rounder1 = TLanes.Subtract(TLanes.Load(constants + width), TLanes.Load(bases + width));
        TVector sum0 = TLanes.Load(totals), sum1 = TLanes.Load(totals + width);
        float* end = scores + ((nint)count * 2 * width);
        for (; scores < end; scores += 4 * TLanes.Count)
        {
            TVector a = TLanes.Maximum(lowest0, TLanes.Load(scores));
            TVector b = TLanes.Maximum(lowest1, TLanes.Load(scores + width));
            TVector c = TLanes.Maximum(lowest0, TLanes.Load(scores + (2 * width)));
            TVector d = TLanes.Maximum(lowest1, TLanes.Load(scores + (3 * width)));
            TVector na = TLanes.Add(a, rounder0);
            TVector nb = TLanes.Add(b, rounder1);
            TVector nc = TLanes.Add(c, rounder0);
            TVector nd = TLanes.Add(d, rounder1);
            a = TLanes.Subtract(a, TLanes.Subtract(na, rounder0));
            b = TLanes.Subtract(b, TLanes.Subtract(nb, rounder1));
            c = TLanes.Subtract(c, TLanes.Subtract(nc, rounder0));
            d = TLanes.Subtract(d, TLanes.Subtract(nd, rounder1));
            na = TLanes.ToExponent(na);
            nb = TLanes.ToExponent(nb);
            nc = TLanes.ToExponent(nc);
            nd = TLanes.ToExponent(nd);
            TVector start = TLanes.Load(constants + (2 * width));
            TVector pa = TLanes.MultiplyAdd(start, a, TLanes.Load(constants + (3 * width)));
            TVector pb = TLanes.MultiplyAdd(start, b, TLanes.Load(constants + (3 * width)));
            TVector pc = TLanes.MultiplyAdd(start, c, TLanes.Load(constants + (3 * width)));
            TVector pd = TLanes.MultiplyAdd(start, d, TLanes.Load(constants + (3 * width)));
            pa = TLanes.MultiplyAdd(pa, a, TLanes.Load(constants + (4 * width)));
            pb = TLanes.MultiplyAdd(pb, b, TLanes.Load(constants + (4 * width)));
            pc = TLanes.MultiplyAdd(pc, c, TLanes.Load(constants + (4 * width)));
            pd = TLanes.MultiplyAdd(pd, d, TLanes.Load(constants + (4 * width)));
            pa = TLanes.MultiplyAdd(pa, a, TLanes.Load(constants + (5 * width)));
            pb = TLanes.MultiplyAdd(pb, b, TLanes.Load(constants + (5 * width)));
            pc = TLanes.MultiplyAdd(pc, c, TLanes.Load(constants + (5 * width)));
            pd = TLanes.MultiplyAdd(pd, d, TLanes.Load(constants + (5 * width)));
            pa = TLanes.MultiplyAdd(pa, a, TLanes.Load(constants + (6 * width)));
            pb = TLanes.MultiplyAdd(pb, b, TLanes.Load(constants + (6 * width)));
            pc = TLanes.MultiplyAdd(pc, c, TLanes.Load(constants + (6 * width)));
            pd = TLanes.MultiplyAdd(pd, d, TLanes.Load(constants + (6 * width)));
            pa = TLanes.MultiplyAdd(pa, a, TLanes.Load(constants + (7 * width)));
            pb = TLanes.MultiplyAdd(pb, b, TLanes.Load(constants + (7 * width)));
            pc = TLanes.MultiplyAdd(pc, c, TLanes.Load(constants + (7 * width)));
            pd = TLanes.MultiplyAdd(pd, d, TLanes.Load(constants + (7 * width)));
            pa = TLanes.Multiply(pa, na);
            pb = TLanes.Multiply(pb, nb);
            pc = TLanes.Multiply(pc, nc);
            pd = TLanes.Multiply(pd, nd);
            TLanes.Store(pa, scores);
            TLanes.Store(pb, scores + width);
            TLanes.Store(pc, scores + (2 * width));
            TLanes.Store(pd, scores + (3 * width));
            sum0 = TLanes.Add(TLanes.Add(sum0, pa), pc);
            sum1 = TLanes.Add(TLanes.Add(sum1, pb), pd);
        }
        TLanes.Store(sum0, totals);
        TLanes.Store(sum1, totals + width);
    }

    /// <summary>Writes what <see cref="Exponentiate"/> needs, eight vectors.</summary>
    public static void WriteConstants(float* constants)
    {
        ReadOnlySpan<float> numbers = Exponential.Constants;
        for (int i = 0; i < numbers.Length; i++)
        {
            TLanes.Store(TLanes.Create(numbers[i]), constants + (i * TLanes.Count));
        }
    }

    /// <summary>sums[c][lane] += the sum over j of weights[j][lane] * values[j][c].</summary>
    /// <param name="weights">[count][lanes].</param>
    /// <param name="values">[count]: where each key's row of values begins.</param>
    /// <param name="step">From one row to the next where they are evenly spaced, else 0: the rows are then not looked up.</param>
    /// <param name="count">How many keys.</param>
    /// <param name="columns">How many columns a row has.</param>
    /// <param name="sums">[columns][lanes].</param>
    public static void AddWeighted(float* weights, float** values, nint step, int count, int columns, float* sums)
    {
        if (step != 0)
        {
            AddWeighted<Number1>(weights, values, step, count, columns, sums);
        }
        else
        {
            AddWeighted<Number0>(weights, values, step, count, columns, sums);
        }
    }

    // Tiles of fewer columns leave multiply-adds waiting for one another; four are enough, so a rest of two
    // is made into two fours.
    private static void AddWeighted<TEven>(float* weights, float** values, nint step, int count, int columns, float* sums)
        where TEven : struct, INumber
    {
        int rest = columns % Tile;
        int fours = rest == 4 ? 1 : rest == 2 && columns > Tile ? 2 : 0;
        int sixes = columns - (4 * fours) - (fours == 0 ? rest : 0);
        int c = 0;
        for (; c < sixes; c += Tile)
        {
            AddTile<Number6, TEven>(weights, values, step, c, count, sums + ((nint)c * Lanes));
        }

        for (; fours > 0; fours--, c += 4)
        {
            AddTile<Number4, TEven>(weights, values, step, c, count, sums + ((nint)c * Lanes));
        }

        sums += (nint)c * Lanes;
        switch (columns - c)
        {
            case 1:
                AddTile<Number1, TEven>(weights, values, step, c, count, sums);
                break;
            case 2:
                AddTile<Number2, TEven>(weights, values, step, c, count, sums);
                break;
            case 3:
                AddTile<Number3, TEven>(weights, values, step, c, count, sums);
                break;
            case 5:
                AddTile<Number5, TEven>(weights, values, step, c, count, sums);
                break;
            default:
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTile<TColumns, TEven>(float* weights, float** values, nint step, nint column, int count, float* sums)
        where TColumns : struct, INumber
        where TEven : struct, INumber
    {
        int width = TLanes.Count;
        int lanes = 2 * TLanes.Count;
        TVector a0 = TLanes.Load(sums), a1 = TLanes.Load(sums + width);
        TVector b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0, e0 = a0, e1 = a0, f0 = a0, f1 = a0;
        if (TColumns.Value > 1)
        {
            b0 = TLanes.Load(sums + lanes);
            b1 = TLanes.Load(sums + lanes + width);
        }
        if (TColumns.Value > 2)
        {
            c0 = TLanes.Load(sums + (2 * lanes));
            c1 = TLanes.Load(sums + (2 * lanes) + width);
        }
        if (TColumns.Value > 3)
        {
            d0 = TLanes.Load(sums + (3 * lanes));
            d1 = TLanes.Load(sums + (3 * lanes) + width);
        }
        if (TColumns.Value > 4)
        {
            e0 = TLanes.Load(sums + (4 * lanes));
            e1 = TLanes.Load(sums + (4 * lanes) + width);
        }
        if (TColumns.Value > 5)
        {
            f0 = TLanes.Load(sums + (5 * lanes));
            f1 = TLanes.Load(sums + (5 * lanes) + width);
        }
        float* at = values[0] + column;
        for (nint j = 0; j < count; j++)
        {
            float* row = TEven.Value != 0 ? at : values[j] + column;
            at += step;
            TVector x0 = TLanes.Load(weights);
            TVector x1 = TLanes.Load(weights + width);
            weights += lanes;
            TVector y = TLanes.Create(row[0]);
            a0 = TLanes.MultiplyAdd(x0, y, a0);
            a1 = TLanes.MultiplyAdd(x1, y, a1);
            if (TColumns.Value > 1)
            {
                y = TLanes.Create(row[1]);
                b0 = TLanes.MultiplyAdd(x0, y, b0);
                b1 = TLanes.MultiplyAdd(x1, y, b1);
            }
            if (TColumns.Value > 2)
            {
                y = TLanes.Create(row[2]);
                c0 = TLanes.MultiplyAdd(x0, y, c0);
                c1 = TLanes.MultiplyAdd(x1, y, c1);
            }
            if (TColumns.Value > 3)
            {
                y = TLanes.Create(row[3]);
                d0 = TLanes.MultiplyAdd(x0, y, d0);
                d1 = TLanes.MultiplyAdd(x1, y, d1);
            }
            if (TColumns.Value > 4)
            {
                y = TLanes.Create(row[4]);
                e0 = TLanes.MultiplyAdd(x0, y, e0);
                e1 = TLanes.MultiplyAdd(x1, y, e1);
            }
            if (TColumns.Value > 5)
            {
                y = TLanes.Create(row[5]);
                f0 = TLanes.MultiplyAdd(x0, y, f0);
                f1 = TLanes.MultiplyAdd(x1, y, f1);
            }
        }
        TLanes.Store(a0, sums);
        TLanes.Store(a1, sums + width);
        if (TColumns.Value > 1)
        {
            TLanes.Store(b0, sums + lanes);
            TLanes.Store(b1, sums + lanes + width);
        }
        if (TColumns.Value > 2)
        {
            TLanes.Store(c0, sums + (2 * lanes));
            TLanes.Store(c1, sums + (2 * lanes) + width);
        }
        if (TColumns.Value > 3)
        {
            TLanes.Store(d0, sums + (3 * lanes));
            TLanes.Store(d1, sums + (3 * lanes) + width);
        }
        if (TColumns.Value > 4)
        {
            TLanes.Store(e0, sums + (4 * lanes));
            TLanes.Store(e1, sums + (4 * lanes) + width);
        }
        if (TColumns.Value > 5)
        {
            TLanes.Store(f0, sums + (5 * lanes));
            TLanes.Store(f1, sums + (5 * lanes) + width);
        }
    }

    /// <summary>A number known when a method is compiled, so that what it rules out is not there.</summary>
    private interface INumber
    {
        static abstract int Value { get; }
    }

    private readonly struct Number0 : INumber
    {
        public static int Value => 0;
    }

    private readonly struct Number1 : INumber
    {
        public static int Value => 1;
    }

    private readonly struct Number2 : INumber
    {
        public static int Value => 2;
    }

    private readonly struct Number3 : INumber
    {
        public static int Value => 3;
    }

    private readonly struct Number4 : INumber
    {
        public static int Value => 4;
    }

    private readonly struct Number5 : INumber
    {
        public static int Value => 5;
    }

    private readonly struct Number6 : INumber
    {
        public static int Value => 6;
    }
}
