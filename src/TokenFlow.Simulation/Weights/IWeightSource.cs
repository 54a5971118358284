using TokenFlow.Simulation.State;

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
}
