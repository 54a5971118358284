using CsCheck;
using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Simulation.Tests.Capacity;

public sealed class HubChannelsTests
{
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static List<HubChannel> Allot(HubChannels channels, params int?[] ranks)
    {
        var allotted = new List<HubChannel>();
        channels.Allot([.. ranks.Select((r, i) => (Token: i, Rank: r))], allotted);
        return allotted;
    }

    [Test]
    public void Directions_of_all_hubs_are_orthonormal_while_they_fit([Values(1, 2, 7, 16, 33, 128)] int d) => Gen.Select(Gen.Int[1, d].Array[1, 6], Gen.ULong).Sample(
        (wanted, seed) =>
        {
            var channels = new HubChannels(seed, 2, d);
            int left = d;
            int?[] ranks = [.. wanted.Select(w => left >= w && w < d ? (left -= w) >= 0 ? w : 0 : (int?)null)];
            List<HubChannel> allotted = Allot(channels, ranks);
            var all = new List<double[]>();
            foreach (HubChannel channel in allotted)
            {
                channels.Prepare(1, channel);
                for (int i = 0; i < channel.Rank; i++)
                {
                    all.Add(channels.Direction(1, channel, i).ToArray());
                }
            }

            Assert.That(all, Has.Count.EqualTo(ranks.Sum(r => r ?? 0)));
            for (int i = 0; i < all.Count; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    Assert.That(Dot(all[i], all[j]), Is.EqualTo(i == j ? 1 : 0).Within(1e-13));
                }
            }
        },
        iter: 20);

    [Test]
    public void Columns_are_consecutive_and_no_hub_straddles_two_bases() => Gen.Select(Gen.Int[2, 40], Gen.Int[1, 50].Array[1, 20]).Sample(
        (d, ranks) =>
        {
            List<HubChannel> allotted = Allot(new HubChannels(1, 1, d), [.. ranks.Select(r => (int?)r)]);
            int next = 0;
            foreach ((HubChannel channel, int rank) in allotted.Zip(ranks))
            {
                if (rank >= d)
                {
                    Assert.That(channel.Rank, Is.Zero, "no limit");
                    continue;
                }

                Assert.That(channel.Rank, Is.EqualTo(rank));
                Assert.That(channel.First / d, Is.EqualTo((channel.First + rank - 1) / d));
                int basis = ((next / d) + 1) * d;
                Assert.That(channel.First, Is.EqualTo(next % d + rank > d ? basis : next));
                next = channel.First + rank;
            }
        });

    [Test]
    public void Directions_do_not_depend_on_who_asks_first()
    {
        HubChannels one = new(7, 2, 24), other = new(7, 2, 24);
        List<HubChannel> allotted = Allot(one, 5, 9, 20);
        foreach (HubChannel channel in allotted)
        {
            one.Prepare(0, channel);
        }

        foreach (HubChannel channel in Enumerable.Reverse(allotted))
        {
            other.Prepare(1, channel);
            other.Prepare(0, channel);
        }

        foreach (HubChannel channel in allotted)
        {
            for (int i = 0; i < channel.Rank; i++)
            {
                Assert.That(other.Direction(0, channel, i).ToArray(), Is.EqualTo(one.Direction(0, channel, i).ToArray()));
                Assert.That(other.Direction(1, channel, i).ToArray(), Is.Not.EqualTo(one.Direction(0, channel, i).ToArray()), "heads differ");
            }
        }

        var seeded = new HubChannels(8, 2, 24);
        seeded.Prepare(0, allotted[0]);
        Assert.That(seeded.Direction(0, allotted[0], 0).ToArray(), Is.Not.EqualTo(one.Direction(0, allotted[0], 0).ToArray()));
    }

    [Test]
    public void What_passes_a_channel_passes_it_again_unchanged() => Gen.Select(Gen.Int[2, 40], Gen.Int[1, 39], Gen.Double[-5, 5].Array[40]).Sample(
        (d, rank, numbers) =>
        {
            var channels = new HubChannels(3, 1, d);
            HubChannel channel = Allot(channels, Math.Min(rank, d - 1))[0];
            channels.Prepare(0, channel);
            double[] vector = numbers[..d], once = new double[d], twice = new double[d];
            double power = channels.AddProjected(0, channel, vector, once);
            channels.AddProjected(0, channel, once, twice);
            Assert.That(twice, Is.EqualTo(once).Within(1e-12));
            Assert.That(power, Is.EqualTo(Dot(once, once)).Within(1e-9));
            Assert.That(power, Is.EqualTo(Dot(once, vector)).Within(1e-9), "an orthogonal projection");
            Assert.That(power, Is.LessThanOrEqualTo(Dot(vector, vector) + 1e-9));
        });

    [Test]
    public void A_direction_that_the_channel_does_not_have_is_refused()
    {
        var channels = new HubChannels(3, 1, 8);
        HubChannel channel = Allot(channels, 2)[0];
        channels.Prepare(0, channel);
        Assert.That(() => channels.Direction(0, channel, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => channels.Direction(0, channel, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
