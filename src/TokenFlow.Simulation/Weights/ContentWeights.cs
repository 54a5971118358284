using System.Numerics.Tensors;

namespace TokenFlow.Simulation.Weights;

/// <summary>
/// Query = key = the token's embedding, in every layer: like attends to like. Embeddings are standard normal, so a token
/// scores sqrt(d) with its equals and about N(0, 1) with all others.
/// </summary>
public sealed class ContentWeights : IWeightSource
{
    private readonly float[] _embedding;

    /// <param name="embedding">[heads][tokens][headDim].</param>
    public ContentWeights(float[] embedding) => _embedding = embedding;

    /// <inheritdoc />
    public bool ChangesByLayer => false;

    /// <inheritdoc />
    public void Project(int layer, ReadOnlySpan<float> input, Projections projections)
    {
        ArgumentNullException.ThrowIfNull(projections);
        _embedding.CopyTo(projections.Query, 0);
        _embedding.CopyTo(projections.Key, 0);
    }

    /// <inheritdoc />
    public void Backward(int layer, ReadOnlySpan<float> input, Projections gradients, Span<float> inputGradient, Span<float> embeddingGradient)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        TensorPrimitives.Add(embeddingGradient, gradients.Query, embeddingGradient);
        TensorPrimitives.Add(embeddingGradient, gradients.Key, embeddingGradient);
    }
}
