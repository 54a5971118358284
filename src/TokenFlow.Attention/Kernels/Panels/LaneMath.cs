using TokenFlow.Attention.Kernels.Lanes;

namespace TokenFlow.Attention.Kernels.Panels;

/// <summary>What is done to a panel's numbers lane by lane, two vectors a row.</summary>
internal static unsafe class LaneMath<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>How far a score may exceed its base: sums stay far from overflow and lose nothing.</summary>
    private const float Headroom = 8;

    /// <summary>
    /// Raises the bases of the exponentials where a score exceeds its base by more than <see cref="Headroom"/>: to the
    /// maxima, rounded to whole numbers. That spares most chunks the rescaling, and makes it exact where it happens.
    /// </summary>
    /// <param name="maxima">[lanes]: the largest scores so far.</param>
    /// <param name="bases">[lanes].</param>
    /// <param name="factors">[lanes]: receives 2^(base before - base after), where any was raised.</param>
    /// <returns>Whether any was raised.</returns>
    public static bool Raise(float* maxima, float* bases, float* factors)
    {
        int width = TLanes.Count;
        TVector room = TLanes.Create(Headroom);
        TVector old0 = TLanes.Load(bases), old1 = TLanes.Load(bases + width);
        TVector max0 = TLanes.Load(maxima), max1 = TLanes.Load(maxima + width);
        if (TLanes.AllAtMost(max0, TLanes.Add(old0, room)) && TLanes.AllAtMost(max1, TLanes.Add(old1, room)))
        {
            return false;
        }

        TVector rounder = TLanes.Create(PanelMath<TLanes, TVector>.Rounder);
        TVector new0 = TLanes.Maximum(old0, TLanes.Subtract(TLanes.Add(max0, rounder), rounder));
        TVector new1 = TLanes.Maximum(old1, TLanes.Subtract(TLanes.Add(max1, rounder), rounder));
        TLanes.Store(new0, bases);
        TLanes.Store(new1, bases + width);
        TLanes.Store(Exponential.Exp2<TLanes, TVector>(TLanes.Subtract(old0, new0)), factors);
        TLanes.Store(Exponential.Exp2<TLanes, TVector>(TLanes.Subtract(old1, new1)), factors + width);
        return true;
    }

    /// <summary>numbers[j][lane] -= others[lane].</summary>
    public static void Subtract(float* numbers, int count, float* others)
    {
        int width = TLanes.Count;
        TVector o0 = TLanes.Load(others), o1 = TLanes.Load(others + width);
        for (int j = 0; j < count; j++, numbers += 2 * width)
        {
            TLanes.Store(TLanes.Subtract(TLanes.Load(numbers), o0), numbers);
            TLanes.Store(TLanes.Subtract(TLanes.Load(numbers + width), o1), numbers + width);
        }
    }

    /// <summary>Divides the sums by the totals.</summary>
    /// <param name="sums">[columns][lanes].</param>
    /// <param name="columns">Columns.</param>
    /// <param name="inverses">[lanes]: 1 over the total.</param>
    /// <param name="zeros">[lanes]: receives 0 where all numbers of a lane are finite, else NaN.</param>
    public static void Normalise(float* sums, int columns, float* inverses, float* zeros)
    {
        int width = TLanes.Count;
        TVector i0 = TLanes.Load(inverses), i1 = TLanes.Load(inverses + width);
        TVector none = TLanes.Create(0);
        TVector z0 = TLanes.Multiply(i0, none), z1 = TLanes.Multiply(i1, none);
        for (int c = 0; c < columns; c++, sums += 2 * TLanes.Count)
        {
            TVector x0 = TLanes.Multiply(TLanes.Load(sums), i0), x1 = TLanes.Multiply(TLanes.Load(sums + width), i1);
            TLanes.Store(x0, sums);
            TLanes.Store(x1, sums + width);
            z0 = TLanes.MultiplyAdd(x0, none, z0);
            z1 = TLanes.MultiplyAdd(x1, none, z1);
        }
        TLanes.Store(z0, zeros);
        TLanes.Store(z1, zeros + width);
    }

    /// <summary>numbers[c][lane] *= factors[lane].</summary>
    public static void Multiply(float* numbers, int columns, float* factors)
    {
        int width = TLanes.Count;
        TVector f0 = TLanes.Load(factors), f1 = TLanes.Load(factors + width);
        for (int c = 0; c < columns; c++, numbers += 2 * width)
        {
            TLanes.Store(TLanes.Multiply(TLanes.Load(numbers), f0), numbers);
            TLanes.Store(TLanes.Multiply(TLanes.Load(numbers + width), f1), numbers + width);
        }
    }

    /// <summary>The sum of all weights of the keys [from, to), over all lanes.</summary>
    public static float Sum(float* weights, int from, int to)
    {
        int width = TLanes.Count;
        TVector s0 = TLanes.Create(0), s1 = s0;
        weights += (nint)from * 2 * width;
        for (int j = from; j < to; j++, weights += 2 * width)
        {
            s0 = TLanes.Add(s0, TLanes.Load(weights));
            s1 = TLanes.Add(s1, TLanes.Load(weights + width));
        }
        float* lanes = stackalloc float[16];
        TLanes.Store(TLanes.Add(s0, s1), lanes);
        float sum = 0;
        for (int i = 0; i < width; i++)
        {
            sum += lanes[i];
        }

        return sum;
    }

    /// <summary>numbers[c][lane] += others[c][lane].</summary>
    public static void Add(float* numbers, int columns, float* others)
    {
        for (int i = 0; i < columns * 2; i++, numbers += TLanes.Count, others += TLanes.Count)
        {
            TLanes.Store(TLanes.Add(TLanes.Load(numbers), TLanes.Load(others)), numbers);
        }
    }
}
