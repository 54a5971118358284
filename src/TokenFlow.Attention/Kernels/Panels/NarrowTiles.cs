using System.Runtime.CompilerServices;
using TokenFlow.Attention.Kernels.Lanes;

namespace TokenFlow.Attention.Kernels.Panels;

/// <summary>
/// The inner loops of a panel of which at most half the lanes live: a tile is one vector by twelve keys (or value columns),
/// as many accumulators as the wide tile has.
/// </summary>
internal static unsafe class NarrowTiles<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>Keys or columns a tile.</summary>
    public const int Tile = 12;

    /// <summary>
    /// The same for evenly spaced keys that all lanes read, where only the first half of the lanes holds rows: a tile is
    /// one vector by twelve keys. The other half of the scores is left as it was.
    /// </summary>
    /// <param name="q">Packed queries, [d][lanes].</param>
    /// <param name="k">The first key.</param>
    /// <param name="step">From one key to the next.</param>
    /// <param name="count">How many keys: a multiple of <see cref="Tile"/>.</param>
    /// <param name="d">Columns.</param>
    /// <param name="scores">[count][lanes].</param>
    /// <param name="maxima">[lanes].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scores(float* q, float* k, nint step, int count, int d, float* scores, float* maxima)
    {
        int lanes = 2 * TLanes.Count;
        nint twice = 2 * step;
        for (int j = 0; j < count; j += Tile, k += Tile * step)
        {
            float* k0 = k;
            float* k3 = k0 + (3 * step);
            float* k6 = k3 + (3 * step);
            float* k9 = k6 + (3 * step);
            float* end = k + d;
            float* from = q;
            TVector t0 = TLanes.Create(0), t1 = t0, t2 = t0, t3 = t0, t4 = t0, t5 = t0;
            TVector t6 = t0, t7 = t0, t8 = t0, t9 = t0, t10 = t0, t11 = t0;
            for (; k0 < end; k0++, k3++, k6++, k9++, from += lanes)
            {
                TVector x = TLanes.Load(from);
                t0 = TLanes.MultiplyAdd(x, TLanes.Create(*k0), t0);
                t1 = TLanes.MultiplyAdd(x, TLanes.Create(*(k0 + step)), t1);
                t2 = TLanes.MultiplyAdd(x, TLanes.Create(*(k0 + twice)), t2);
                t3 = TLanes.MultiplyAdd(x, TLanes.Create(*k3), t3);
                t4 = TLanes.MultiplyAdd(x, TLanes.Create(*(k3 + step)), t4);
                t5 = TLanes.MultiplyAdd(x, TLanes.Create(*(k3 + twice)), t5);
                t6 = TLanes.MultiplyAdd(x, TLanes.Create(*k6), t6);
                t7 = TLanes.MultiplyAdd(x, TLanes.Create(*(k6 + step)), t7);
                t8 = TLanes.MultiplyAdd(x, TLanes.Create(*(k6 + twice)), t8);
                t9 = TLanes.MultiplyAdd(x, TLanes.Create(*k9), t9);
                t10 = TLanes.MultiplyAdd(x, TLanes.Create(*(k9 + step)), t10);
                t11 = TLanes.MultiplyAdd(x, TLanes.Create(*(k9 + twice)), t11);
            }
            TLanes.Store(t0, scores);
            TLanes.Store(t1, scores + lanes);
            TLanes.Store(t2, scores + (2 * lanes));
            TLanes.Store(t3, scores + (3 * lanes));
            TLanes.Store(t4, scores + (4 * lanes));
            TLanes.Store(t5, scores + (5 * lanes));
            TLanes.Store(t6, scores + (6 * lanes));
            TLanes.Store(t7, scores + (7 * lanes));
            TLanes.Store(t8, scores + (8 * lanes));
            TLanes.Store(t9, scores + (9 * lanes));
            TLanes.Store(t10, scores + (10 * lanes));
            TLanes.Store(t11, scores + (11 * lanes));
            scores += Tile * lanes;
            t0 = TLanes.Maximum(TLanes.Maximum(TLanes.Maximum(t0, t1), TLanes.Maximum(t2, t3)), TLanes.Maximum(t4, t5));
            t6 = TLanes.Maximum(TLanes.Maximum(TLanes.Maximum(t6, t7), TLanes.Maximum(t8, t9)), TLanes.Maximum(t10, t11));
            TLanes.Store(TLanes.Maximum(TLanes.Load(maxima), TLanes.Maximum(t0, t6)), maxima);
        }
    }

    /// <summary>
    /// sums[c][lane] += the sum over j of weights[j][lane] * values[j][c] for twelve columns and the first half of the lanes.
    /// </summary>
    /// <param name="weights">[count][lanes].</param>
    /// <param name="values">The first key's first of the columns.</param>
    /// <param name="step">From one key to the next.</param>
    /// <param name="count">How many keys.</param>
    /// <param name="sums">[columns][lanes].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWeighted(float* weights, float* values, nint step, int count, float* sums)
    {
        int lanes = 2 * TLanes.Count;
        TVector t0 = TLanes.Load(sums);
        TVector t1 = TLanes.Load(sums + lanes);
        TVector t2 = TLanes.Load(sums + (2 * lanes));
        TVector t3 = TLanes.Load(sums + (3 * lanes));
        TVector t4 = TLanes.Load(sums + (4 * lanes));
        TVector t5 = TLanes.Load(sums + (5 * lanes));
        TVector t6 = TLanes.Load(sums + (6 * lanes));
        TVector t7 = TLanes.Load(sums + (7 * lanes));
        TVector t8 = TLanes.Load(sums + (8 * lanes));
        TVector t9 = TLanes.Load(sums + (9 * lanes));
        TVector t10 = TLanes.Load(sums + (10 * lanes));
        TVector t11 = TLanes.Load(sums + (11 * lanes));
        for (int j = 0; j < count; j++, weights += lanes, values += step)
        {
            TVector x = TLanes.Load(weights);
            t0 = TLanes.MultiplyAdd(x, TLanes.Create(values[0]), t0);
            t1 = TLanes.MultiplyAdd(x, TLanes.Create(values[1]), t1);
            t2 = TLanes.MultiplyAdd(x, TLanes.Create(values[2]), t2);
            t3 = TLanes.MultiplyAdd(x, TLanes.Create(values[3]), t3);
            t4 = TLanes.MultiplyAdd(x, TLanes.Create(values[4]), t4);
            t5 = TLanes.MultiplyAdd(x, TLanes.Create(values[5]), t5);
            t6 = TLanes.MultiplyAdd(x, TLanes.Create(values[6]), t6);
            t7 = TLanes.MultiplyAdd(x, TLanes.Create(values[7]), t7);
            t8 = TLanes.MultiplyAdd(x, TLanes.Create(values[8]), t8);
            t9 = TLanes.MultiplyAdd(x, TLanes.Create(values[9]), t9);
            t10 = TLanes.MultiplyAdd(x, TLanes.Create(values[10]), t10);
            t11 = TLanes.MultiplyAdd(x, TLanes.Create(values[11]), t11);
        }
        TLanes.Store(t0, sums);
        TLanes.Store(t1, sums + lanes);
        TLanes.Store(t2, sums + (2 * lanes));
        TLanes.Store(t3, sums + (3 * lanes));
        TLanes.Store(t4, sums + (4 * lanes));
        TLanes.Store(t5, sums + (5 * lanes));
        TLanes.Store(t6, sums + (6 * lanes));
        TLanes.Store(t7, sums + (7 * lanes));
        TLanes.Store(t8, sums + (8 * lanes));
        TLanes.Store(t9, sums + (9 * lanes));
        TLanes.Store(t10, sums + (10 * lanes));
        TLanes.Store(t11, sums + (11 * lanes));
    }
}
