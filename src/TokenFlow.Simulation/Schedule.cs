using TokenFlow.Simulation.Systems;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation;

/// <summary>
/// The order of a frame, here and nowhere else:
/// Input (the layer's frozen start, the knobs as they stand),
/// Edit (pattern compiled, hub entities in step),
/// Attend (the kernel),
/// Integrate (residual; dye),
/// Measure (reach, hops, ways, loads),
/// Snapshot (what a picture needs, copied out).
/// </summary>
public sealed class Schedule
{
    private readonly InputSystem _input;
    private readonly EditSystem _edit;
    private readonly AttendSystem _attend;
    private readonly IntegrateSystem _integrate;
    private readonly MeasureSystem _measure;
    private readonly SnapshotSystem _snapshot;

    public Schedule(
        InputSystem input,
        EditSystem edit,
        AttendSystem attend,
        IntegrateSystem integrate,
        MeasureSystem measure,
        SnapshotSystem snapshot)
    {
        _input = input;
        _edit = edit;
        _attend = attend;
        _integrate = integrate;
        _measure = measure;
        _snapshot = snapshot;
    }

    /// <summary>Runs one frame.</summary>
    public void Run(in StepContext context)
    {
        _input.Update(context);
        _edit.Update(context);
        _attend.Update(context);
        _integrate.Update(context);
        _measure.Update(context);
        _snapshot.Update(context);
    }

    /// <summary>Runs a frame that nobody looks at, only for what it computes: a step to a layer's end.</summary>
    public void RunUnseen(in StepContext context)
    {
        _input.Update(context);
        _edit.Update(context);
        _attend.Update(context);
        _integrate.Update(context);
    }
}
