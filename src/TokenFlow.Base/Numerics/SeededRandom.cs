using System.Numerics;

namespace TokenFlow.Base.Numerics;

/// <summary>
/// The only source of random numbers in the project: xoshiro256** 1.0 (Blackman and Vigna, "Scrambled linear
/// pseudorandom number generators", 2018), its state filled by splitmix64. The same seed and stream give the same
/// numbers on every machine. Not thread-safe: give each consumer its own stream.
/// </summary>
public sealed class SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spare;
    private bool _hasSpare;

    /// <param name="seed">Any number. Stream 0 of a seed is the published generator as its authors seed it.</param>
    /// <param name="stream">Picks one of the independent sequences of the seed (a head, a layer, a purpose).</param>
    public SeededRandom(ulong seed, ulong stream = 0)
    {
        ulong state = seed ^ Mix(stream);
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>
    /// An integer in [0, exclusiveMax), every one equally likely (Lemire, "Fast random integer generation in an interval", 2019).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exclusiveMax"/> is not positive.</exception>
    public int Next(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMax);
        ulong range = (ulong)exclusiveMax;
        ulong high = Math.BigMul(Next(), range, out ulong low);
        if (low < range)
        {
            // 2^64 mod range: below it some results would come up once too often.
            ulong threshold = (0 - range) % range;
            while (low < threshold)
            {
                high = Math.BigMul(Next(), range, out low);
            }
        }
        return (int)high;
    }

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number from the normal distribution of mean 0 and variance 1 (Marsaglia's polar method).</summary>
    public double NextGaussian()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }
        double x, y, square;
        do
        {
            x = (2 * NextUnit()) - 1;
            y = (2 * NextUnit()) - 1;
            square = (x * x) + (y * y);
        }
        while (square >= 1 || square == 0);
        double factor = Math.Sqrt(-2 * Math.Log(square) / square);
        _spare = y * factor;
        _hasSpare = true;
        return x * factor;
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    // The finaliser of MurmurHash3: a bijection that keeps 0, so that stream 0 is the plain generator.
    private static ulong Mix(ulong stream)
    {
        stream = (stream ^ (stream >> 33)) * 0xFF51AFD7ED558CCD;
        stream = (stream ^ (stream >> 33)) * 0xC4CEB9FE1A85EC53;
        return stream ^ (stream >> 33);
    }
}
