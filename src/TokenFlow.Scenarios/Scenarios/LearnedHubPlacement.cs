using System.Numerics.Tensors;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Scenarios.Scenarios;

/// <summary>Where a learned hub's vectors stand in a sequence.</summary>
public static class LearnedHubPlacement
{
    /// <summary>Puts the learned vectors where [CLS] and [SEP] stand; a sequence without them is left as it is.</summary>
    /// <param name="hub">What was learned.</param>
    /// <param name="sequence">The tokens.</param>
    /// <param name="values">[heads][tokens][headDim] what tokens start with.</param>
    public static void Place(this LearnedHub hub, Sequence sequence, Span<float> values)
    {
        ArgumentNullException.ThrowIfNull(hub);
        ArgumentNullException.ThrowIfNull(sequence);
        for (int i = 0; i < sequence.Count; i++)
        {
            if (VectorOf(hub, sequence, i) is { } vector)
            {
                for (int h = 0; h < hub.Heads; h++)
                {
                    vector.AsSpan(h * hub.HeadDim, hub.HeadDim).CopyTo(values[(((h * sequence.Count) + i) * hub.HeadDim)..]);
                }
            }
        }
    }

    /// <summary>The way back through <see cref="Place"/>: takes the gradient of what [CLS] and [SEP] start with into this hub's vectors.</summary>
    /// <param name="hub">What was learned.</param>
    /// <param name="sequence">The tokens.</param>
    /// <param name="gradient">[heads][tokens][headDim] the loss's gradient of what tokens start with.</param>
    public static void Collect(this LearnedHub hub, Sequence sequence, ReadOnlySpan<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(hub);
        ArgumentNullException.ThrowIfNull(sequence);
        for (int i = 0; i < sequence.Count; i++)
        {
            if (VectorOf(hub, sequence, i) is { } vector)
            {
                for (int h = 0; h < hub.Heads; h++)
                {
                    Span<float> sum = vector.AsSpan(h * hub.HeadDim, hub.HeadDim);
                    TensorPrimitives.Add(sum, gradient.Slice(((h * sequence.Count) + i) * hub.HeadDim, hub.HeadDim), sum);
                }
            }
        }
    }

    private static float[]? VectorOf(LearnedHub hub, Sequence sequence, int token) => sequence.Roles[token] != TokenRole.Special ? null
        : sequence.Ids[token] == SequenceBuilder.ClsId ? hub.Cls
        : sequence.Ids[token] == SequenceBuilder.SepId ? hub.Sep
        : null;
}
