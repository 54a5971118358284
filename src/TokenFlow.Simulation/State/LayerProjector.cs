using TokenFlow.Simulation.Weights;

namespace TokenFlow.Simulation.State;

/// <summary>Makes the running layer's queries and keys, once a layer, for whoever needs them first: the choice of slots or the kernel.</summary>
/// <param name="state">The layer; its <see cref="FlowState.Projections"/> are filled.</param>
/// <param name="weights">Where queries and keys come from.</param>
public sealed class LayerProjector(FlowState state, IWeightSource weights)
{
    private float[]? _projected;

    /// <summary>Fills the projections where that is not done yet.</summary>
    public void Project()
    {
        if (_projected is null || (weights.ChangesByLayer && !ReferenceEquals(_projected, state.Start.Values)))
        {
            weights.Project(state.Layer, state.Start.Values, state.Projections);
            _projected = state.Start.Values;
        }
    }
}
