using CsCheck;
using TokenFlow.Studies.Measures;

namespace TokenFlow.Simulation.Tests.Measures;

public sealed class AgreementTests
{
    [Test]
    public void Places_are_shared_by_what_cannot_be_told_apart()
    {
        var order = RankOrder.Of([0.5, 1, 0, 1 - 1e-7, 0.5 + 1e-8, 0]);

        Assert.That(order.Places.ToArray(), Is.EqualTo(new[] { 3, 1, 5, 1, 3, 5 }));
        Assert.That(order.Levels.ToArray(), Is.EqualTo(new[] { 1, 0, 2, 0, 1, 2 }));
        Assert.That(order.Sharing(2), Is.EqualTo(2));
    }

    [Test]
    public void A_place_is_one_more_than_the_number_of_stronger_ones() =>
        Gen.Int[0, 9].Select(i => i / 4.0).Array[0, 30].Sample(values =>
        {
            var order = RankOrder.Of(values);
            for (int i = 0; i < values.Length; i++)
            {
                Assert.That(order.Places[i], Is.EqualTo(1 + values.Count(v => v > values[i])));
            }
        });

    // Both agree but for 17, which the one has first and the other last: 60 is two places off by the one and three by the other.
    [Test]
    public void The_widest_disagreement_is_named_in_the_sources_own_numbers()
    {
        int[] sources = [17, 40, 60, 80, 203];
        var agreement = Agreement.Between(sources, ("a", RankOrder.Of([9, 8, 7, 6, 5])), ("b", RankOrder.Of([1, 8, 7, 6, 5])));

        Assert.That(agreement.Tau.Discordant, Is.EqualTo(4));
        Assert.That(agreement.Disagreements, Is.EqualTo(new[] { new Disagreement(17, 60, (1, 3), (5, 2)) }));
    }

    [Test]
    public void Every_disagreement_is_one_and_no_source_is_named_twice() =>
        Gen.Int[2, 25].SelectMany(n => Gen.Select(Gen.Int[1, 9].Array[n], Gen.Int[1, 9].Array[n])).Sample((first, second) =>
        {
            int[] sources = [.. Enumerable.Range(100, first.Length)];
            var agreement = Agreement.Between(
                sources, ("a", RankOrder.Of([.. first.Select(v => (double)v)])), ("b", RankOrder.Of([.. second.Select(v => (double)v)])));

            Assert.That(agreement.Disagreements, agreement.Tau.Discordant > 0 ? Is.Not.Empty : Is.Empty);
            foreach (Disagreement pair in agreement.Disagreements)
            {
                Assert.That(first[pair.Ahead - 100], Is.GreaterThan(first[pair.Behind - 100]));
                Assert.That(second[pair.Ahead - 100], Is.LessThan(second[pair.Behind - 100]));
            }

            Assert.That(agreement.Disagreements.SelectMany(d => new[] { d.Ahead, d.Behind }), Is.Unique);
        });

    [Test]
    public void A_sample_holds_the_token_it_must_each_once_and_is_the_same_for_a_seed() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 80], Gen.Int[0, 59], Gen.ULong).Sample((tokens, count, always, seed) =>
        {
            always %= tokens;
            int[] sample = SourceSample.Draw(tokens, count, always, seed);

            Assert.That(sample, Has.Length.EqualTo(Math.Min(count, tokens)).And.Contain(always).And.Ordered.And.Unique);
            Assert.That(sample, Is.All.InRange(0, tokens - 1));
            Assert.That(SourceSample.Draw(tokens, count, always, seed), Is.EqualTo(sample));
        });

    [Test]
    public void Every_token_is_drawn_about_as_often_as_another()
    {
        int[] drawn = new int[20];
        for (ulong seed = 0; seed < 4_000; seed++)
        {
            foreach (int source in SourceSample.Draw(20, 5, 7, seed))
            {
                drawn[source]++;
            }
        }

        // 4 of the 19 others each time: 842 of 4,000, with a deviation of 26.
        Assert.That(drawn[7], Is.EqualTo(4_000));
        Assert.That(drawn.Where((_, i) => i != 7), Is.All.InRange(842 - 130, 842 + 130));
    }
}
