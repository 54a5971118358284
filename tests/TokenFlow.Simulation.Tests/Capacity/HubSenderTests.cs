using TokenFlow.Base.Numerics;
using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Simulation.Tests.Capacity;

public sealed class HubSenderTests
{
    private const int D = 12;
    private const int Heads = 2;

    private static readonly HubChannels Channels = new(5, Heads, D);
    private static readonly HubSender Sender = new(Channels, 5, Heads, D);

    private static float[] Row(int number)
    {
        var random = new SeededRandom(77, (ulong)number);
        return [.. Enumerable.Range(0, D).Select(_ => (float)random.NextGaussian())];
    }

    private static (float[] Sent, double Kept, double All) Send(int layer, int head, HubChannel channel, HubLimits limits, float[] row)
    {
        var sent = new float[D];
        (double kept, double all) = Sender.Send(layer, head, channel, limits, row, sent, new double[Sender.ScratchLength]);
        return (sent, kept, all);
    }

    [Test]
    public void Without_noise_the_projection_is_sent()
    {
        var channel = new HubChannel(4, 2, 5);
        float[] row = Row(1);
        (float[] sent, double kept, double all) = Send(0, 1, channel, new HubLimits(null, 5, null), row);
        var expected = new double[D];
        Channels.AddProjected(1, channel, [.. row.Select(x => (double)x)], expected);
        Assert.That(sent, Is.EqualTo(expected).Within(1e-6));
        Assert.That(kept, Is.EqualTo(expected.Sum(x => x * x)).Within(1e-9));
        Assert.That(all, Is.EqualTo(row.Sum(x => (double)x * x)).Within(1e-9));
    }

    [TestCase(0, 30.0)]
    [TestCase(0, 2.0)]
    [TestCase(5, 30.0)]
    [TestCase(5, 3.0)]
    [TestCase(1, 0.5)]
    public void Noise_has_the_power_that_leaves_the_channels_so_many_bits(int rank, double bits)
    {
        int r = rank == 0 ? D : rank;
        var limits = new HubLimits(null, rank == 0 ? null : rank, bits);
        double gain = 0, noisePower = 0, signalPower = 0, square = 0;
        int trials = 4_000;
        for (int trial = 0; trial < trials; trial++)
        {
            var channel = new HubChannel(trial, rank == 0 ? 0 : 3, rank);
            float[] row = Row(trial);
            gain = Sender.Gain(channel, limits);
            (float[] sent, double kept, _) = Send(trial % 7, trial % 2, channel, limits, row);
            float[] clean = Send(trial % 7, trial % 2, channel, limits with { Bits = null }, row).Sent;
            double noise = sent.Zip(clean).Sum(p => Math.Pow((p.First / gain) - p.Second, 2));
            noisePower += noise / kept;
            signalPower++;
            square += noise / kept * (noise / kept);

            // Noise stays in the hub's directions.
            double[] z = [.. sent.Zip(clean).Select(p => (p.First / gain) - p.Second)], inside = new double[D];
            Channels.AddProjected(trial % 2, channel, z, inside);
            Assert.That(inside, Is.EqualTo(z).Within(1e-4 * Math.Sqrt(noise) + 1e-4));
        }

        double mean = noisePower / signalPower;
        double error = Math.Sqrt(((square / trials) - (mean * mean)) / trials);
        double snr = 1 / mean;
        double spread = error / mean;
        double told = r * Heads / 2.0 * Math.Log2(1 + snr);
        Assert.That(gain, Is.EqualTo(snr / (1 + snr)).Within(5 * spread));
        Assert.That(told, Is.EqualTo(bits).Within(5 * spread * r * Heads / 2.0 / Math.Log(2)));
    }

    [Test]
    public void Noise_is_the_same_in_all_frames_and_differs_by_layer_hub_and_head()
    {
        var limits = new HubLimits(null, null, 9);
        float[] row = Row(3);
        var hub = new HubChannel(6, 0, 0);
        float[] sent = Send(2, 1, hub, limits, row).Sent;
        Assert.That(Send(2, 1, hub, limits, row).Sent, Is.EqualTo(sent));
        Assert.That(Send(3, 1, hub, limits, row).Sent, Is.Not.EqualTo(sent));
        Assert.That(Send(2, 0, hub, limits, row).Sent, Is.Not.EqualTo(sent));
        Assert.That(Send(2, 1, hub with { Token = 7 }, limits, row).Sent, Is.Not.EqualTo(sent));
    }

    [Test]
    public void A_hub_of_hardly_any_bits_fades_and_does_not_shout()
    {
        float[] row = Row(3);
        float[] sent = Send(0, 0, new HubChannel(1, 0, 0), new HubLimits(null, null, HubLimits.LeastBits), row).Sent;
        Assert.That(Math.Sqrt(sent.Sum(x => (double)x * x)), Is.LessThan(0.05 * Math.Sqrt(row.Sum(x => (double)x * x))));
    }

    [Test]
    public void More_bits_than_numbers_hold_make_no_noise()
    {
        var free = new HubChannel(1, 0, 0);
        Assert.That(Sender.IsNoisy(free, new HubLimits(null, null, 24 * D * Heads)), Is.False);
        Assert.That(Sender.IsNoisy(free, new HubLimits(null, null, (24 * D * Heads) - 0.5)));
        Assert.That(Sender.IsNoisy(new HubChannel(1, 0, 2), new HubLimits(null, 2, 24 * 2 * Heads)), Is.False);
        Assert.That(Sender.IsNoisy(free, default), Is.False);
        Assert.That(Sender.Gain(free, default), Is.EqualTo(1));
    }

    [Test]
    public void A_hub_that_holds_nothing_sends_nothing()
    {
        (float[] sent, double kept, double all) = Send(0, 0, new HubChannel(1, 0, 3), new HubLimits(null, 3, 4), new float[D]);
        Assert.That(sent, Is.All.Zero);
        Assert.That((kept, all), Is.EqualTo((0, 0)));
    }
}
