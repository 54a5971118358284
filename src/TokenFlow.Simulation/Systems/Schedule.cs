using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Systems;

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
        Update(_measure, "Measure", context, _observer);
        Update(_snapshot, "Snapshot", context, _observer);
    }

    /// <summary>Runs a frame that nobody looks at, only for what it computes: a step to a layer's end.</summary>
    public void RunUnseen(in StepContext context)
    {
        Update(_input, "Input", context, _observer);
        RunLayer(_edit, _capacity, _attend, _integrate, context, _observer);
    }

    /// <summary>What a layer computes, from its start to its result: runs inside a run (the live curve of recall) go through it too.</summary>
    internal static void RunLayer(
        EditSystem edit, CapacitySystem capacity, AttendSystem attend, IntegrateSystem integrate, in StepContext context, IScheduleObserver? observer)
    {
        Update(edit, "Edit", context, observer);
        Update(capacity, "Capacity", context, observer);
        Update(attend, "Attend", context, observer);
        Update(integrate, "Integrate", context, observer);
    }

    private static void Update(ISystem system, string name, in StepContext context, IScheduleObserver? observer)
    {
        if (observer is null)
        {
            system.Update(context);
            return;
        }

        observer.Before(name);
        try
        {
            system.Update(context);
        }
        finally
        {
            observer.After(name);
        }
    }
}
