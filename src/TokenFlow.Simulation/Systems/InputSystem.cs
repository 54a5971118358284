using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Systems;

/// <summary>Brings in what the frame starts from: the running layer's frozen input and the knobs as they stand now.</summary>
public sealed class InputSystem : ISystem
{
    private readonly FlowState _state;
    private readonly KnobHistory _knobs;
    private readonly CheckpointStore _checkpoints;

    public InputSystem(FlowState state, KnobHistory knobs, CheckpointStore checkpoints)
    {
        _state = state;
        _knobs = knobs;
        _checkpoints = checkpoints;
    }

    /// <inheritdoc />
    public void Update(in StepContext context)
    {
        _state.Layer = context.Layer;
        _state.Start = _checkpoints[context.Layer];
        _state.Knobs = _knobs.At(context.Frame);
        _state.KnobsHash = _knobs.HashAt(context.Frame);
    }
}
