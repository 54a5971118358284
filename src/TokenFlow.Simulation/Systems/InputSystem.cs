using Arch.Core;
using TokenFlow.Simulation.Components;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Systems;

/// <summary>
/// Brings in what the frame starts from: the running layer's frozen input, with the dye that fell in it by now, and the knobs
/// as they stand. From the end on no layer runs, and the knobs are those of the last layer's last frame: what is shown there is
/// what it computed.
/// </summary>
public sealed class InputSystem : ISystem
{
    private readonly World _world;
    private readonly FlowState _state;
    private readonly KnobHistory _knobs;
    private readonly LayerStarts _starts;
    private readonly LayerClock _clock;
    private QueryDescription _tracers = new QueryDescription().WithAll<TracerComponent, TracerDropComponent>();

    /// <param name="world">The tracers.</param>
    /// <param name="state">Where the layer's start goes.</param>
    /// <param name="knobs">The knobs through time.</param>
    /// <param name="starts">What layers start from.</param>
    /// <param name="clock">Which frame belongs to which layer.</param>
    public InputSystem(World world, FlowState state, KnobHistory knobs, LayerStarts starts, LayerClock clock)
    {
        _world = world;
        _state = state;
        _knobs = knobs;
        _starts = starts;
        _clock = clock;
    }

    /// <inheritdoc />
    public void Update(in StepContext context)
    {
        _state.Layer = context.Layer;
        _state.Start = _starts.At(context);
        long frame = context.IsFinished ? _clock.LastFrame(_clock.Layers - 1) : context.Frame;
        _state.Knobs = _knobs.At(frame);
        _state.KnobsHash = _knobs.HashAt(frame);
        foreach (ref Chunk chunk in _world.Query(in _tracers))
        {
            Span<TracerComponent> tracers = chunk.GetSpan<TracerComponent>();
            Span<TracerDropComponent> drops = chunk.GetSpan<TracerDropComponent>();
            for (int i = 0; i < chunk.Count; i++)
            {
                drops[i] = new TracerDropComponent(_state.Start.Drops[tracers[i].Number]);
            }
        }
    }
}
