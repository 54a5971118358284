using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Recall;

public sealed class CodebookTests
{
    [TestCase(200, 32, false)]
    [TestCase(200, 32, true)]
    [TestCase(3, 1, false)]
    public void Words_have_length_one(int words, int dimensions, bool marked)
    {
        var codebook = new Codebook(words, dimensions, 7, marked);
        for (int m = 0; m < words; m++)
        {
            Assert.That(Product(Word(codebook, m), Word(codebook, m)), Is.EqualTo(1).Within(1e-6));
        }
    }

    [Test]
    public void Inner_products_are_as_those_of_random_directions()
    {
        const int Words = 400, Dimensions = 64;
        var codebook = new Codebook(Words, Dimensions, 11, marked: false);
        float[][] words = [.. Enumerable.Range(0, Words).Select(m => Word(codebook, m))];
        double sum = 0, square = 0;
        int pairs = 0;
        for (int a = 0; a < Words; a++)
        {
            for (int b = 0; b < a; b++, pairs++)
            {
                double product = Product(words[a], words[b]);
                sum += product;
                square += product * product;
            }
        }

        // Mean 0 and variance 1 / D: five standard errors of some 80,000 products.
        Assert.That(sum / pairs, Is.Zero.Within(5 * Math.Sqrt(1.0 / Dimensions / pairs)));
        Assert.That(square / pairs * Dimensions, Is.EqualTo(1).Within(5 * Math.Sqrt(2.0 / pairs)));
    }

    [Test]
    public void Seeds_give_other_words() =>
        Assert.That(Word(new Codebook(2, 16, 1, false), 0), Is.Not.EqualTo(Word(new Codebook(2, 16, 2, false), 0)));

    [Test]
    public void A_larger_vocabulary_begins_with_the_smaller() =>
        Assert.That(Word(new Codebook(5, 16, 1, false), 4), Is.EqualTo(Word(new Codebook(50, 16, 1, false), 4)));

    private static float[] Word(Codebook codebook, int word)
    {
        var vector = new float[codebook.Dimensions];
        codebook.CopyWord(word, vector);
        return vector;
    }

    private static double Product(float[] x, float[] y) => x.Zip(y, (a, b) => (double)a * b).Sum();
}
