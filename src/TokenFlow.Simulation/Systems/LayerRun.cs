using Arch.Core;
using TokenFlow.Attention.Kernels;
using TokenFlow.Base.Threading;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Records;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Time;
using TokenFlow.Simulation.Traffic;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Simulation.Systems;

/// <summary>
/// A run inside a run: the simulation's own systems from Edit to Integrate, layer after layer without the frames between, on
/// other values and under knobs of its own. It has a world of hubs and a state of its own and no tracers; kernel, threads and channels are
/// the outer run's, which waits meanwhile. Not thread-safe.
/// </summary>
public sealed class LayerRun : IDisposable
{
    private readonly World _world;
    private readonly FlowState _state;
    private readonly Schedule _schedule;
    private readonly HubChannels _channels;
    private readonly Knobs[] _knobs;

    // Two in turn, so that no layer starts from the array that the layer before started from.
    private readonly float[][] _values;
    private int _turn;

    /// <param name="shape">The outer run's state, for its sizes.</param>
    /// <param name="layers">Layers.</param>
    /// <param name="weights">Where queries and keys come from.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="channels">The hubs' directions.</param>
    /// <param name="team">The threads.</param>
    /// <param name="seed">The scenario's seed.</param>
    public LayerRun(
        FlowState shape, int layers, IWeightSource weights, IAttentionKernel kernel, HubChannels channels, WorkerTeam team, ulong seed)
    {
        _channels = channels;
        _knobs = new Knobs[layers];
        _state = new FlowState(shape.Tokens, shape.Heads, shape.HeadDim, tracers: 0, shape.Projections.GlobalQuery.Length > 0);
        _values = [new float[_state.Output.Length], new float[_state.Output.Length]];
        _world = World.Create();
        var projector = new LayerProjector(_state, weights);
        _schedule = new Schedule(Schedule.LayerOf(
            new EditSystem(_world, _state),
            new PlanSystem(_world, _state),
            new CapacitySystem(_world, _state, projector, channels, team, seed),
            new AttendSystem(_state, projector, kernel),
            new IntegrateSystem(_state, new HubRefusals(_state, new HubLoads(_state, team)))));
    }

    /// <summary>The state after the last layer that was run.</summary>
    public FlowState State => _state;

    /// <summary>[layers] the knobs of each layer; to be set before a run.</summary>
    public Span<Knobs> Knobs => _knobs;

    /// <summary>Where the first layer's input is to be written before a run, [heads][tokens][headDim].</summary>
    public float[] Input => _values[_turn];

    /// <summary>Runs all layers.</summary>
    /// <param name="records">Receives the layers; null where they are not wanted.</param>
    /// <returns>[heads][tokens][headDim] what the last layer came to; valid until the next run.</returns>
    public float[] Run(List<RecordedLayer>? records = null)
    {
        records?.Clear();
        for (int layer = 0; layer < _knobs.Length; layer++)
        {
            var context = new StepContext(layer, layer, Progress: 0, DeltaSeconds: 1, IsFinished: false);
            _state.Layer = layer;
            _state.Start = Checkpoint.Of(_values[_turn], [], _state.Tokens);
            _state.Knobs = _knobs[layer];
            _schedule.Run(context);
            records?.Add(new RecordedLayer(LayerRecord.Of(_state, layer, _channels, records.LastOrDefault()?.Record), [.. _state.Traffic]));
            _turn ^= 1;
            _state.Output.CopyTo(_values[_turn], 0);
        }

        return _values[_turn];
    }

    /// <inheritdoc />
    public void Dispose() => World.Destroy(_world);
}
