using TokenFlow.Base.Numerics;

namespace TokenFlow.Simulation.Hubs;

/// <summary>
/// What a hub of limited rank and bits sends on in place of its value row v, a head at a time:
/// s = g (P v + z), where P projects on the hub's r directions, z is Gaussian noise in them of variance p / SNR a channel with
/// p = |P v|^2 / r the mean power of a channel, and g = SNR / (1 + SNR).
/// </summary>
/// <remarks>
/// With SNR = 2^(2B / (r H)) - 1 the r H channels of the H heads carry B bits together by Shannon's r H / 2 log2(1 + SNR)
/// (Shannon 1949, "Communication in the presence of noise", theorem 2). The gain g is the receiver's: it carries no
/// information and makes s the estimate of P v of least mean square error (Wiener's), so that a hub of few bits fades and
/// does not shout; |s|^2 is |P v|^2 g in the mean. What gets through of v itself is then
/// phi = g times the sum over heads of |P v|^2 / |v|^2. Limits that do not bind leave v: r >= d, and B >= 24 r H, more than
/// the numbers themselves hold.
/// </remarks>
public sealed class HubSender
{
    /// <summary>Bits of a channel from which on a limit does not bind: a 32-bit float carries no more.</summary>
    public const double MostBitsAChannel = 24;

    private const ulong Stream = 1UL << 62;

    private readonly HubChannels _channels;
    private readonly ulong _seed;
    private readonly int _heads;
    private readonly int _headDim;

    public HubSender(HubChannels channels, ulong seed, int heads, int headDim)
    {
        _channels = channels;
        _seed = seed;
        _heads = heads;
        _headDim = headDim;
    }

    /// <summary>Numbers of scratch that <see cref="Send"/> needs.</summary>
    public int ScratchLength => 2 * _headDim;

    /// <summary>How many channels of a head a hub sends on through.</summary>
    public int Channels(HubChannel channel) => channel.Rank > 0 ? channel.Rank : _headDim;

    /// <summary>Whether the bits bind.</summary>
    public bool IsNoisy(HubChannel channel, HubLimits limits) => limits.Bits < MostBitsAChannel * Channels(channel) * _heads;

    /// <summary>g, the share of the power that is signal; 1 without noise.</summary>
    public double Gain(HubChannel channel, HubLimits limits) =>
        IsNoisy(channel, limits) ? 1 - Math.Exp(-2 * Math.Log(2) * limits.Bits!.Value / ((double)Channels(channel) * _heads)) : 1;

    /// <summary>Writes what the hub sends on in one head. Heads may be done at the same time.</summary>
    /// <param name="layer">The layer; noise differs by layer, hub and head, and is the same in all frames.</param>
    /// <param name="head">The head.</param>
    /// <param name="channel">The hub's directions.</param>
    /// <param name="limits">Its limits.</param>
    /// <param name="row">[headDim] v.</param>
    /// <param name="sent">[headDim] receives s.</param>
    /// <param name="scratch">As long as <see cref="ScratchLength"/>.</param>
    /// <returns>|P v|^2 and |v|^2.</returns>
    public (double Kept, double All) Send(int layer, int head, HubChannel channel, HubLimits limits, ReadOnlySpan<float> row, Span<float> sent, Span<double> scratch)
    {
        Span<double> vector = scratch[.._headDim];
        Span<double> sum = scratch.Slice(_headDim, _headDim);
        for (int c = 0; c < vector.Length; c++)
        {
            vector[c] = row[c];
        }

        sum.Clear();
        _channels.Prepare(head, channel);
        double kept = _channels.AddProjected(head, channel, vector, sum);
        if (IsNoisy(channel, limits))
        {
            double gain = Gain(channel, limits);
            AddNoise(layer, head, channel, Math.Sqrt(kept / Channels(channel) * (1 - gain) / gain), sum);
            DoubleRows.Scale(sum, gain);
        }

        for (int c = 0; c < sum.Length; c++)
        {
            sent[c] = (float)sum[c];
        }

        return (kept, DoubleRows.Dot(vector, vector));
    }

    // 1 / SNR is (1 - g) / g.
    private void AddNoise(int layer, int head, HubChannel channel, double deviation, Span<double> sum)
    {
        var random = new SeededRandom(_seed, Stream | ((ulong)(uint)layer << 32) | ((ulong)(uint)channel.Token << 8) | (uint)head);
        for (int i = 0; i < Channels(channel); i++)
        {
            double noise = deviation * random.NextGaussian();
            if (channel.Rank > 0)
            {
                DoubleRows.AddScaled(sum, _channels.Direction(head, channel, i), noise);
            }
            else
            {
                sum[i] += noise;
            }
        }
    }
}
