using TokenFlow.Base.Numerics;

namespace TokenFlow.Simulation.Hubs;

/// <summary>
/// The seeded orthonormal directions that hubs of limited rank send on through. Every head has bases of its own, each
/// d x d: Gaussian columns made orthonormal by modified Gram-Schmidt, done twice (Giraud, Langou and Rozloznik 2005, "The
/// loss of orthogonality in the Gram-Schmidt orthogonalization process": twice is enough). Columns are made when they are
/// first asked for, in order, so that they do not depend on who asks; once made they are kept. All in double precision.
/// </summary>
/// <remarks>
/// Hubs take consecutive columns in the order of their positions and never share one while there are enough: with ranks that
/// add up to d or less all directions of different hubs are orthogonal. A hub that does not fit what is left of a basis begins
/// the next one; directions of different bases are independent, not orthogonal. Not thread-safe but for reading what
/// <see cref="Prepare"/> has made.
/// </remarks>
public sealed class HubChannels
{
    // Streams of the seed: a purpose in the high bits, then head and basis.
    private const ulong Stream = 3UL << 61;

    private readonly ulong _seed;
    private readonly int _heads;
    private readonly int _headDim;
    private readonly List<Basis>[] _bases;

    /// <param name="seed">The scenario's seed.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="headDim">d, the columns of a head.</param>
    public HubChannels(ulong seed, int heads, int headDim)
    {
        _seed = seed;
        _heads = heads;
        _headDim = headDim;
        _bases = new List<Basis>[heads];
        for (int h = 0; h < heads; h++)
        {
            _bases[h] = [];
        }
    }

    /// <summary>Shares columns out to hubs.</summary>
    /// <param name="hubs">The hubs in the order of their positions, and the rank of each; null, or d and above, for no limit.</param>
    /// <param name="into">Receives a channel a hub, in the same order; cleared first.</param>
    public void Allot(IReadOnlyList<(int Token, int? Rank)> hubs, List<HubChannel> into)
    {
        ArgumentNullException.ThrowIfNull(hubs);
        ArgumentNullException.ThrowIfNull(into);
        into.Clear();
        int next = 0;
        for (int i = 0; i < hubs.Count; i++)
        {
            int rank = hubs[i].Rank is { } limit && limit < _headDim ? limit : 0;
            int left = _headDim - (next % _headDim);
            if (rank > left)
            {
                next += left;
            }

            into.Add(new HubChannel(hubs[i].Token, rank == 0 ? 0 : next, rank));
            next += rank;
        }
    }

    /// <summary>Makes the directions of a channel in one head; heads may be made at the same time.</summary>
    public void Prepare(int head, HubChannel channel)
    {
        if (channel.Rank == 0)
        {
            return;
        }

        int number = channel.First / _headDim;
        List<Basis> bases = _bases[head];
        while (bases.Count <= number)
        {
            bases.Add(new Basis(_headDim, new SeededRandom(_seed, Stream | ((ulong)(uint)head << 32) | (uint)bases.Count)));
        }

        bases[number].Extend((channel.First % _headDim) + channel.Rank);
    }

    /// <summary>A direction of a channel that is prepared: [headDim], of length 1.</summary>
    /// <param name="head">The head.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="direction">Which, from 0 to its rank - 1.</param>
    public ReadOnlySpan<double> Direction(int head, HubChannel channel, int direction)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(direction);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(direction, channel.Rank);
        return _bases[head][channel.First / _headDim].Column((channel.First % _headDim) + direction);
    }

    /// <summary>Adds P v, the part of a vector that the channel lets through; all of it where there is no rank limit.</summary>
    /// <param name="head">The head.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="vector">[headDim] v.</param>
    /// <param name="sum">[headDim] what P v is added to.</param>
    /// <returns>|P v|^2.</returns>
    public double AddProjected(int head, HubChannel channel, ReadOnlySpan<double> vector, Span<double> sum)
    {
        if (channel.Rank == 0)
        {
            DoubleRows.AddScaled(sum, vector, 1);
            return DoubleRows.Dot(vector, vector);
        }

        double power = 0;
        for (int i = 0; i < channel.Rank; i++)
        {
            ReadOnlySpan<double> u = Direction(head, channel, i);
            double along = DoubleRows.Dot(u, vector);
            DoubleRows.AddScaled(sum, u, along);
            power += along * along;
        }

        return power;
    }

    private sealed class Basis(int size, SeededRandom random)
    {
        private double[] _columns = [];
        private int _count;

        public ReadOnlySpan<double> Column(int column) => _columns.AsSpan(column * size, size);

        public void Extend(int count)
        {
            if (count > _count && _columns.Length < count * size)
            {
                Array.Resize(ref _columns, Math.Min(size, Math.Max(count, 2 * _count)) * size);
            }

            for (; _count < count; _count++)
            {
                Span<double> column = _columns.AsSpan(_count * size, size);
                for (int c = 0; c < size; c++)
                {
                    column[c] = random.NextGaussian();
                }

                for (int pass = 0; pass < 2; pass++)
                {
                    for (int earlier = 0; earlier < _count; earlier++)
                    {
                        DoubleRows.AddScaled(column, Column(earlier), -DoubleRows.Dot(column, Column(earlier)));
                    }
                }

                DoubleRows.Scale(column, 1 / Math.Sqrt(DoubleRows.Dot(column, column)));
            }
        }
    }
}

/// <summary>The directions that a hub sends on through: consecutive columns of the seeded bases, the same columns in every head.</summary>
/// <param name="Token">The hub.</param>
/// <param name="First">Its first column, counted over all bases one after another; none where <paramref name="Rank"/> is 0.</param>
/// <param name="Rank">How many columns; 0 for a hub without a rank limit, which sends on in all directions.</param>
public readonly record struct HubChannel(int Token, int First, int Rank);
