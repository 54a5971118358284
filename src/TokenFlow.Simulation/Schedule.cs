using TokenFlow.Simulation.Systems;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation;

/// <summary>
/// The order of a frame, here and nowhere else:
/// Input (the layer's frozen start, the knobs as they stand),
/// Edit (pattern compiled, hub entities in step),
/// Capacity (hubs' slots, rank and bits turned into rows and values),
/// Attend (the kernel),
/// Integrate (residual; dye),
/// Measure (reach, hops, ways, loads),
/// Snapshot (what a picture needs, copied out).
/// </summary>
public sealed class Schedule
{
    private readonly InputSystem _input;
    private readonly EditSystem _edit;
    private readonly CapacitySystem _capacity;
    private readonly AttendSystem _attend;
    private readonly IntegrateSystem _integrate;
    private readonly MeasureSystem _measure;
    private readonly SnapshotSystem _snapshot;
    private readonly IScheduleObserver? _observer;

    public Schedule(
        InputSystem input,
        EditSystem edit,
        CapacitySystem capacity,
        AttendSystem attend,
        IntegrateSystem integrate,
        MeasureSystem measure,
        SnapshotSystem snapshot,
        IScheduleObserver? observer = null)
    {
        _input = input;
        _edit = edit;
        _capacity = capacity;
        _attend = attend;
        _integrate = integrate;
        _measure = measure;
        _snapshot = snapshot;
        _observer = observer;
    }

    /// <summary>Runs one frame.</summary>
    public void Run(in StepContext context)
    {
        RunUnseen(context);
        Update(_measure, "Measure", context);
        Update(_snapshot, "Snapshot", context);
    }

    /// <summary>Runs a frame that nobody looks at, only for what it computes: a step to a layer's end.</summary>
    public void RunUnseen(in StepContext context)
    {
        Update(_input, "Input", context);
        Update(_edit, "Edit", context);
        Update(_capacity, "Capacity", context);
        Update(_attend, "Attend", context);
        Update(_integrate, "Integrate", context);
    }

    private void Update(ISystem system, string name, in StepContext context)
    {
        if (_observer is null)
        {
            system.Update(context);
            return;
        }

        _observer.Before(name);
        try
        {
            system.Update(context);
        }
        finally
        {
            _observer.After(name);
        }
    }
}
