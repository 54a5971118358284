using System.Globalization;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Numerics;

namespace TokenFlow.Simulation.Weights;

/// <summary>
/// What hubs can learn: the vectors that [CLS] and [SEP] start with, and the projections of global rows' queries and of the
/// keys that they read (query_global and key_global in Beltagy et al. 2020, section 3.1). Values stay the layer's input.
/// </summary>
public sealed class LearnedHub
{
    /// <summary>The most dimensions, all heads together: a projection of so many is 64 MiB.</summary>
    public const int MostWidth = 4_096;

    // Streams of the seed, apart from those of tokens, layers and links.
    private const ulong Stream = 0x4C68_0000_0000_0000;

    /// <summary>A hub of zeros.</summary>
    /// <param name="heads">Heads.</param>
    /// <param name="headDim">Dimensions a head.</param>
    /// <exception cref="FaultException">OutOfRange: wider than <see cref="MostWidth"/>.</exception>
    public LearnedHub(int heads, int headDim)
    {
        long width = (long)heads * headDim;
        if (width > MostWidth)
        {
            throw new FaultException(
                FaultKind.OutOfRange,
                string.Create(CultureInfo.InvariantCulture, $"{heads} heads x {headDim} dimensions are wider than the {MostWidth} that a learned hub may have"),
                "heads",
                "use fewer heads or dimensions");
        }

        Heads = heads;
        HeadDim = headDim;
        Cls = new float[width];
        Sep = new float[width];
        Query = new float[width * width];
        Key = new float[width * width];
    }

    /// <summary>Heads.</summary>
    public int Heads { get; }

    /// <summary>Dimensions a head.</summary>
    public int HeadDim { get; }

    /// <summary>Dimensions, all heads together.</summary>
    public int Width => Heads * HeadDim;

    /// <summary>[heads][headDim] what [CLS] starts with.</summary>
    public float[] Cls { get; }

    /// <summary>[heads][headDim] what [SEP] starts with.</summary>
    public float[] Sep { get; }

    /// <summary>[width][width] the projection of global rows' queries: q = N(x) W.</summary>
    public float[] Query { get; }

    /// <summary>[width][width] the projection of the keys that global rows read: k = N(x) W.</summary>
    public float[] Key { get; }

    /// <summary>All parameters, in the order of their gradients and of the file.</summary>
    public IReadOnlyList<float[]> Parameters => [Cls, Sep, Query, Key];

    /// <summary>An untrained hub: Gaussian vectors of about unit length, Xavier-uniform projections.</summary>
    public static LearnedHub Untrained(int heads, int headDim, ulong seed)
    {
        var hub = new LearnedHub(heads, headDim);
        float[][] vectors = [hub.Cls, hub.Sep];
        for (int v = 0; v < vectors.Length; v++)
        {
            var random = new SeededRandom(seed, Stream + (ulong)v);
            double scale = 1 / Math.Sqrt(hub.Width);
            for (int c = 0; c < hub.Width; c++)
            {
                vectors[v][c] = (float)(random.NextGaussian() * scale);
            }
        }

        XavierMatrix.Fill(hub.Query, hub.Width, new SeededRandom(seed, Stream + 2));
        XavierMatrix.Fill(hub.Key, hub.Width, new SeededRandom(seed, Stream + 3));
        return hub;
    }

    /// <summary>A copy with arrays of its own.</summary>
    public LearnedHub Copy()
    {
        var copy = new LearnedHub(Heads, HeadDim);
        for (int p = 0; p < Parameters.Count; p++)
        {
            Parameters[p].CopyTo(copy.Parameters[p], 0);
        }

        return copy;
    }
}
