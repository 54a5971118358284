namespace TokenFlow.Simulation.Weights;

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
