using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Systems;

/// <summary>Runs the real kernel on the running layer's frozen input, under the knobs as they stand, in every frame.</summary>
public sealed class AttendSystem : ISystem
{
    private readonly FlowState _state;
    private readonly LayerProjector _projector;
    private readonly IAttentionKernel _kernel;
    private readonly Derived<float[]> _spread;

    /// <param name="state">The layer.</param>
    /// <param name="projector">Makes its queries and keys.</param>
    /// <param name="kernel">The kernel.</param>
    public AttendSystem(FlowState state, LayerProjector projector, IAttentionKernel kernel)
    {
        _state = state;
        _projector = projector;
        _kernel = kernel;
        _spread = new Derived<float[]>(state, SpreadDye);
    }

    /// <inheritdoc />
    public void Update(in StepContext context)
    {
        if (context.IsFinished)
        {
            return;
        }

        _state.Attending = _state.Start;
        _projector.Project();
        _ = _spread.Value;
        _kernel.Run(
            _state.Inputs,
            _state.Plan,
            new AttentionOutputs { Output = _state.Attended, Extra = _state.ExtraAttended, LogSumExp = _state.LogSumExp });
    }

    // What a key hands on depends on the way it is read: a hub hands on everything as 'by hub', a random link turns
    // 'by window' into 'by random', and what once left a hub stays 'by hub'. Edges of hubs are hub edges, so a hub is
    // never read over a random link and its row there is nobody's. A limited hub hands on phi of what it holds.
    private float[] SpreadDye()
    {
        const int Window = (int)EdgeWay.Window;
        const int Random = (int)EdgeWay.Random;
        const int Hub = (int)EdgeWay.Hub;
        int columns = DyeColumns.Count(_state.Tracers);
        int dyeColumns = _state.Tracers * DyeColumns.Ways;
        AttentionLayout layout = _state.Plan.Head(0);
        for (int i = 0; i < _state.Tokens; i++)
        {
            ReadOnlySpan<float> dye = _state.Start.Dye.AsSpan(i * dyeColumns, dyeColumns);
            Span<float> near = _state.Extra.AsSpan(i * columns, columns);
            Span<float> random = _state.RandomExtra.AsSpan(i * columns, columns);
            bool isHub = layout.IsHub(i);
            for (int t = 0; t < dyeColumns; t += DyeColumns.Ways)
            {
                near[t + Window] = isHub ? 0 : dye[t + Window];
                near[t + Random] = isHub ? 0 : dye[t + Random];
                near[t + Hub] = isHub ? _state.SentShares[i] * (dye[t + Window] + dye[t + Random] + dye[t + Hub]) : dye[t + Hub];
                random[t + Window] = 0;
                random[t + Random] = dye[t + Window] + dye[t + Random];
                random[t + Hub] = dye[t + Hub];
            }

            near[DyeColumns.RandomReading(_state.Tracers)] = 0;
            near[DyeColumns.HubReading(_state.Tracers)] = isHub ? 1 : 0;
            random[DyeColumns.RandomReading(_state.Tracers)] = 1;
            random[DyeColumns.HubReading(_state.Tracers)] = 0;
        }

        return _state.Extra;
    }
}
