using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Systems;

/// <summary>
/// Brings in what the frame starts from: the running layer's frozen input and the knobs as they stand now. From the end on
/// no layer runs, and the knobs are those of the last layer's last frame: what is shown there is what it computed.
/// </summary>
public sealed class InputSystem : ISystem
{
    private readonly FlowState _state;
    private readonly KnobHistory _knobs;
    private readonly CheckpointStore _checkpoints;
    private readonly LayerClock _clock;

    public InputSystem(FlowState state, KnobHistory knobs, CheckpointStore checkpoints, LayerClock clock)
    {
        _state = state;
        _knobs = knobs;
        _checkpoints = checkpoints;
        _clock = clock;
    }

    /// <inheritdoc />
    public void Update(in StepContext context)
    {
        _state.Layer = context.Layer;
        _state.Start = _checkpoints[context.Layer];
        long frame = context.IsFinished ? _clock.LastFrame(_clock.Layers - 1) : context.Frame;
        _state.Knobs = _knobs.At(frame);
        _state.KnobsHash = _knobs.HashAt(frame);
    }
}
