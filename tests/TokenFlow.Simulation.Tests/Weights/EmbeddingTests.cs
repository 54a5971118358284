using TokenFlow.Simulation.Weights;

namespace TokenFlow.Simulation.Tests.Weights;

public sealed class EmbeddingTests
{
    [Test]
    public void Equal_numbers_have_equal_vectors_wherever_they_stand()
    {
        float[] first = Embedding.Of([5, 9, 5], heads: 2, headDim: 4, seed: 1);
        float[] second = Embedding.Of([9, 5], heads: 2, headDim: 4, seed: 1);
        Assert.That(first[..4], Is.EqualTo(first[8..12]));
        Assert.That(first[..4], Is.Not.EqualTo(first[4..8]));
        Assert.That(second[4..8], Is.EqualTo(first[..4]));
        Assert.That(Embedding.Of([5], 2, 4, seed: 2), Is.Not.EqualTo(Embedding.Of([5], 2, 4, seed: 1)));
    }

    [Test]
    public void Vectors_are_standard_normal()
    {
        float[] all = Embedding.Of([.. Enumerable.Range(-500, 1_000)], heads: 1, headDim: 64, seed: 1);
        Assert.That(all.Average(), Is.Zero.Within(0.02));
        Assert.That(all.Average(x => x * x), Is.EqualTo(1).Within(0.02));
        Assert.That(all.Average(x => x * x * x * x), Is.EqualTo(3).Within(0.15));
    }
}
