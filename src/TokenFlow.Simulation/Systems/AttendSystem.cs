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
    private float[]? _projected;
    private long _spread = -1;

    public AttendSystem(FlowState state, IWeightSource weights, IAttentionKernel kernel)
    {
        _state = state;
        _weights = weights;
        _kernel = kernel;
    }

    /// <summary>What the kernel was given in this frame; at the end of the run, in the last layer's last.</summary>
    public AttentionInputs Inputs => new()
    {
        Heads = _state.Heads,
        HeadDim = _state.HeadDim,
        Scale = 1 / (MathF.Sqrt(_state.HeadDim) * _state.Knobs.Temperature),
        Q = _state.Projections.Query,
        K = _state.Projections.Key,
        V = _state.SentValues,
        GlobalQ = _state.Projections.GlobalQuery,
        GlobalK = _state.Projections.GlobalKey,
        GlobalV = _state.Projections.GlobalQuery.Length > 0 ? _state.SentValues : default,
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

        _state.Attending = _state.Start;
        Project();
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

    /// <summary>Makes the running layer's queries and keys where that is not done yet, for those who need them before the kernel runs.</summary>
    public void Project()
    {
        if (_projected is null || (_weights.ChangesByLayer && !ReferenceEquals(_projected, _state.Start.Values)))
        {
            _weights.Project(_state.Layer, _state.Start.Values, _state.Projections);
            _projected = _state.Start.Values;
        }
    }

    // What a key hands on depends on the way it is read: a hub hands on everything as 'by hub', a random link turns
    // 'by window' into 'by random', and what once left a hub stays 'by hub'. Edges of hubs are hub edges, so a hub is
    // never read over a random link and its row there is nobody's. A limited hub hands on phi of what it holds.
    private void SpreadDye()
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
    }
}
