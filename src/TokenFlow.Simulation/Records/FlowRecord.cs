using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Simulation.Records;

/// <summary>
/// A run's layers as the kernel computed them, from the first up to the one that is measured. Memory is
/// O(layers x heads x tokens x headDim), without anything of size tokens x tokens.
/// </summary>
public sealed class FlowRecord
{
    /// <param name="layers">The layers, from the first, at least one.</param>
    /// <param name="weights">Where queries and keys came from.</param>
    /// <param name="channels">The directions that hubs of limited rank send on through, made for these layers.</param>
    public FlowRecord(IReadOnlyList<LayerRecord> layers, IWeightSource weights, HubChannels channels)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentOutOfRangeException.ThrowIfZero(layers.Count);
        Layers = layers;
        Weights = weights;
        Channels = channels;
    }

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<LayerRecord> Layers { get; }

    /// <summary>Where queries and keys came from.</summary>
    public IWeightSource Weights { get; }

    /// <summary>The directions that hubs of limited rank send on through.</summary>
    public HubChannels Channels { get; }

    /// <summary>Tokens.</summary>
    public int Tokens => Layers[0].Tokens;

    /// <summary>Heads.</summary>
    public int Heads => Layers[0].Heads;

    /// <summary>Dimensions a head.</summary>
    public int HeadDim => Layers[0].HeadDim;

    /// <summary>Whether the weights do not depend on the values, so that the run is linear in what it starts from (what noise adds and which rows are cut down held fixed).</summary>
    public bool IsLinear => !Weights.ChangesByLayer;

    public void CheckToken(int token, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(token, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, Tokens, name);
    }
}
