using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Systems;

/// <summary>
/// Brings in what the frame starts from: the running layer's frozen input, with the dye that fell in it by now, and the knobs
/// as they stand. From the end on
/// no layer runs, and the knobs are those of the last layer's last frame: what is shown there is what it computed.
/// </summary>
public sealed class InputSystem : ISystem
{
    private readonly FlowState _state;
    private readonly KnobHistory _knobs;
    private readonly LayerStarts _starts;
    private readonly LayerClock _clock;

    public InputSystem(FlowState state, KnobHistory knobs, LayerStarts starts, LayerClock clock)
    {
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
    }
}
