using CsCheck;
using TokenFlow.Studies.Measures;

namespace TokenFlow.Simulation.Tests.Measures;

public sealed class KendallTauTests
{
    [Test]
    public void Pairs_are_counted_as_one_by_one() =>
        Gen.Int[0, 40].SelectMany(n => Gen.Select(Gen.Int[0, 12].Array[n], Gen.Int[0, 12].Array[n])).Sample((first, second) =>
        {
            long concordant = 0, discordant = 0, tiedFirst = 0, tiedSecond = 0, pairs = 0;
            for (int i = 0; i < first.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    int sign = Math.Sign(first[i] - first[j]) * Math.Sign(second[i] - second[j]);
                    (concordant, discordant) = (concordant + (sign > 0 ? 1 : 0), discordant + (sign < 0 ? 1 : 0));
                    (tiedFirst, tiedSecond) = (tiedFirst + (first[i] == first[j] ? 1 : 0), tiedSecond + (second[i] == second[j] ? 1 : 0));
                    pairs++;
                }
            }

            Assert.That(KendallTau.Between(first, second), Is.EqualTo(new KendallTau(concordant, discordant, tiedFirst, tiedSecond, pairs)));
            Assert.That(KendallTau.Between(second, first).Value, Is.EqualTo(KendallTau.Between(first, second).Value));
        });

    // Pairs (1,2) (1,3) (1,4) agree, the one of the third and fourth is tied in the second, that of the second and third in the first.
    [Test]
    public void A_small_example_comes_to_what_the_formula_says()
    {
        var tau = KendallTau.Between([1, 2, 2, 3], [1, 3, 2, 2]);

        Assert.That((tau.Concordant, tau.Discordant, tau.TiedInFirst, tau.TiedInSecond, tau.Pairs), Is.EqualTo((3L, 1L, 1L, 1L, 6L)));
        Assert.That(tau.Value, Is.EqualTo(2 / 5.0).Within(1e-15));
    }

    [Test]
    public void Equal_orders_have_1_opposite_ones_minus_1_and_no_order_none()
    {
        Assert.That(KendallTau.Between([4, 5, 6, 7], [1, 2, 3, 9]).Value, Is.EqualTo(1));
        Assert.That(KendallTau.Between([4, 5, 6, 7], [9, 3, 2, 1]).Value, Is.EqualTo(-1));
        Assert.That(KendallTau.Between([4, 4, 4], [1, 2, 3]).Value, Is.NaN);
        Assert.That(() => KendallTau.Between([1], [1, 2]), Throws.ArgumentException);
    }
}
