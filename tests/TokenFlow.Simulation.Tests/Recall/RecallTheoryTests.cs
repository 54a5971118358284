using System.Numerics;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Recall;

public sealed class RecallTheoryTests
{
    [TestCase(128, new[] { 16, 16 }, 32)]
    [TestCase(128, new[] { 100, 100 }, 128)]
    [TestCase(128, new int[0], 0)]
    public void Ranks_add_up_to_the_dimensions(int dimensions, int[] ranks, double bound) =>
        Assert.That(RecallTheory.RankBound(dimensions, ranks), Is.EqualTo(bound));

    [Test]
    public void Superposition_goes_with_the_rank_and_the_logarithm_of_the_words()
    {
        Assert.That(RecallTheory.Superposition(128, 1_024), Is.EqualTo(9.2332).Within(1e-4));
        Assert.That(RecallTheory.Superposition(64, 1_024), Is.EqualTo(RecallTheory.Superposition(128, 1_024) / 2));
        Assert.That(RecallTheory.Superposition(128, 32), Is.EqualTo(2 * RecallTheory.Superposition(128, 1_024)).Within(1e-12));
    }

    [Test]
    public void Shannons_bound_is_the_last_number_of_words_that_bits_can_name([Values(2, 3, 7, 20, 64)] int words)
    {
        for (int bits = 0; bits < words + 3; bits++)
        {
            // Whole numbers: 2^bits against C(M, k).
            int most = 0;
            for (int k = 1; k <= words / 2 && Choose(words, k) <= BigInteger.Pow(2, bits); k++)
            {
                most = k;
            }

            int facts = RecallTheory.ShannonFacts(words, bits);
            if (most < words / 2)
            {
                Assert.That(facts, Is.EqualTo(most), $"{bits} bits");
            }
            else
            {
                Assert.That(facts, Is.EqualTo(words), $"{bits} bits");
            }
        }
    }

    [TestCase(9.99, 0)]
    [TestCase(10, 1)]
    [TestCase(double.PositiveInfinity, 1_024)]
    public void One_word_of_1024_takes_ten_bits(double bits, int facts) => Assert.That(RecallTheory.ShannonFacts(1_024, bits), Is.EqualTo(facts));

    private static BigInteger Choose(int n, int k)
    {
        BigInteger ways = 1;
        for (int i = 0; i < k; i++)
        {
            ways = ways * (n - i) / (i + 1);
        }

        return ways;
    }
}
