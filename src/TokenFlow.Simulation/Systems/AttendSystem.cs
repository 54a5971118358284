using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Time;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Simulation.Systems;

/// <summary>Runs the real kernel on the running layer's frozen input, under the knobs as they stand, in every frame.</summary>
public sealed class AttendSystem : ISystem
{
    private readonly FlowState _state;
    private readonly IWeightSource _weights;
    private readonly IAttentionKernel _kernel;
    private Checkpoint? _projected;
    private long _spread = -1;

    public AttendSystem(FlowState state, IWeightSource weights, IAttentionKernel kernel)
    {
        _state = state;
        _weights = weights;
        _kernel = kernel;
    }

    /// <summary>What the kernel was given in this frame.</summary>
    public AttentionInputs Inputs => new()
    {
        Heads = _state.Heads,
        HeadDim = _state.HeadDim,
        Scale = 1 / (MathF.Sqrt(_state.HeadDim) * _state.Knobs.Temperature),
        Q = _state.Projections.Query,
        K = _state.Projections.Key,
        V = _state.Start.Values,
        GlobalQ = _state.Projections.GlobalQuery,
        GlobalK = _state.Projections.GlobalKey,
        GlobalV = _state.Projections.GlobalQuery.Length > 0 ? _state.Start.Values : default,
        ExtraColumns = DyeColumns.Count(_state.Tracers),
        Extra = _state.Extra,
        RandomExtra = _state.RandomExtra,
    };

    /// <inheritdoc />
    public void Update(in StepContext context)
    {
        if (context.IsFinished)
        {
            return;
        }

        if (_projected is null || (_weights.ChangesByLayer && !ReferenceEquals(_projected, _state.Start)))
        {
            _weights.Project(_state.Layer, _state.Start.Values, _state.Projections);
            _projected = _state.Start;
        }

        if (_spread != _state.Revision)
        {
            SpreadDye();
            _spread = _state.Revision;
        }

        _kernel.Run(
            Inputs,
            _state.Plan,
            new AttentionOutputs { Output = _state.Attended, Extra = _state.ExtraAttended, LogSumExp = _state.LogSumExp });
    }

    // What a key hands on depends on the way it is read: a hub hands on everything as 'by hub', a random link turns
    // 'by window' into 'by random', and what once passed a hub stays 'by hub'.
    private void SpreadDye()
    {
        int tracers = _state.Tracers;
        int columns = DyeColumns.Count(tracers);
        ReadOnlySpan<float> dye = _state.Start.Dye;
        AttentionLayout layout = _state.Plan.Head(0);
        for (int i = 0; i < _state.Tokens; i++)
        {
            Span<float> near = _state.Extra.AsSpan(i * columns, columns);
            Span<float> random = _state.RandomExtra.AsSpan(i * columns, columns);
            bool isHub = layout.IsHub(i);
            for (int t = 0; t < tracers; t++)
            {
                int at = (i * tracers * DyeColumns.Ways) + (t * DyeColumns.Ways);
                float byWindow = dye[at + (int)EdgeWay.Window];
                float byRandom = dye[at + (int)EdgeWay.Random];
                float byHub = dye[at + (int)EdgeWay.Hub];
                int window = DyeColumns.Of(t, EdgeWay.Window);
                int link = DyeColumns.Of(t, EdgeWay.Random);
                int hub = DyeColumns.Of(t, EdgeWay.Hub);
                near[window] = isHub ? 0 : byWindow;
                near[link] = isHub ? 0 : byRandom;
                near[hub] = isHub ? byWindow + byRandom + byHub : byHub;
                random[window] = 0;
                random[link] = isHub ? 0 : byWindow + byRandom;
                random[hub] = near[hub];
            }

            near[DyeColumns.RandomReading(tracers)] = 0;
            near[DyeColumns.HubReading(tracers)] = isHub ? 1 : 0;
            random[DyeColumns.RandomReading(tracers)] = isHub ? 0 : 1;
            random[DyeColumns.HubReading(tracers)] = isHub ? 1 : 0;
        }
    }
}
