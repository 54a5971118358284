namespace TokenFlow.Simulation.Weights;

/// <summary>Says what queries and keys a layer has. Values are always the layer's input itself: X' = alpha X + (1 - alpha) A X.</summary>
public interface IWeightSource
{
    /// <summary>Whether queries and keys depend on the layer or its input, and so must be made anew for every layer.</summary>
    bool ChangesByLayer { get; }

    /// <summary>Makes the queries and keys of a layer.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="input">The layer's input, [heads][tokens][headDim].</param>
    /// <param name="projections">Where they go.</param>
    void Project(int layer, ReadOnlySpan<float> input, Projections projections);

    /// <summary>The way back: what a loss's gradients of a layer's queries and keys come to in what they were made from.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="input">The layer's input, [heads][tokens][headDim].</param>
    /// <param name="gradients">The gradients of what <see cref="Project"/> made.</param>
    /// <param name="inputGradient">The input's, [heads][tokens][headDim]; added to.</param>
    /// <param name="embeddingGradient">That of the vectors that tokens start with, [heads][tokens][headDim], where they are read past the layer's input; added to.</param>
    void Backward(int layer, ReadOnlySpan<float> input, Projections gradients, Span<float> inputGradient, Span<float> embeddingGradient);
}

/// <summary>All scores 0, so every row spreads its attention evenly: what is seen is the pattern's topology alone.</summary>
public sealed class UniformWeights : IWeightSource
{
    /// <inheritdoc />
    public bool ChangesByLayer => false;

    /// <inheritdoc />
    public void Project(int layer, ReadOnlySpan<float> input, Projections projections)
    {
        ArgumentNullException.ThrowIfNull(projections);
        projections.Query.AsSpan().Clear();
        projections.Key.AsSpan().Clear();
    }

    /// <inheritdoc />
    public void Backward(int layer, ReadOnlySpan<float> input, Projections gradients, Span<float> inputGradient, Span<float> embeddingGradient)
    {
        // Constants have no way back.
    }
}
