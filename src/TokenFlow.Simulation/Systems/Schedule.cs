using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Systems;

/// <summary>The phases of a frame, in order. <see cref="FrameOf"/> and <see cref="LayerOf"/> are the one place where that order is listed.</summary>
public sealed class Schedule
{
    private readonly Phase[] _phases;
    private readonly IScheduleObserver? _observer;

    /// <param name="phases">The phases, in the order in which they run.</param>
    /// <param name="observer">Told of each phase; null for nobody.</param>
    public Schedule(IReadOnlyList<Phase> phases, IScheduleObserver? observer = null)
    {
        _phases = [.. phases];
        _observer = observer;
    }

    /// <summary>The phases, in the order in which they run.</summary>
    public IReadOnlyList<Phase> Phases => _phases;

    /// <summary>What a layer computes, from its start to its result.</summary>
    /// <param name="edit">The knobs turned into hub entities.</param>
    /// <param name="plan">The pattern compiled around the hubs.</param>
    /// <param name="capacity">The hubs' slots, rank and bits turned into rows and values.</param>
    /// <param name="attend">The kernel.</param>
    /// <param name="integrate">The residual, for values and dye.</param>
    public static Phase[] LayerOf(EditSystem edit, PlanSystem plan, CapacitySystem capacity, AttendSystem attend, IntegrateSystem integrate) =>
    [
        new("Edit", edit, Computes: true),
        new("Plan", plan, Computes: true),
        new("Capacity", capacity, Computes: true),
        new("Attend", attend, Computes: true),
        new("Integrate", integrate, Computes: true),
    ];

    /// <summary>A frame that is looked at.</summary>
    /// <param name="input">The layer's frozen start, and the knobs as they stand.</param>
    /// <param name="layer">What the layer computes.</param>
    /// <param name="measure">Reach, hops, ways, loads.</param>
    /// <param name="meters">What else is measured.</param>
    /// <param name="survey">The edges that a picture shows.</param>
    /// <param name="snapshot">What a picture needs, copied out.</param>
    public static Phase[] FrameOf(
        InputSystem input, Phase[] layer, MeasureSystem measure, IEnumerable<IMeter> meters, SurveySystem survey, SnapshotSystem snapshot) =>
    [
        new("Input", input, Computes: true),
        .. layer,
        new("Measure", measure),
        .. meters.Select(m => new Phase(m.Name, m)),
        new("Survey", survey),
        new("Snapshot", snapshot),
    ];

    /// <summary>Runs one frame.</summary>
    public void Run(in StepContext context)
    {
        foreach (Phase phase in _phases)
        {
            Update(phase, context);
        }
    }

    /// <summary>Runs a frame that nobody looks at, only for what it computes: a step to a layer's end.</summary>
    public void RunUnseen(in StepContext context)
    {
        foreach (Phase phase in _phases)
        {
            if (phase.Computes)
            {
                Update(phase, context);
            }
        }
    }

    private void Update(Phase phase, in StepContext context)
    {
        if (_observer is null)
        {
            phase.System.Update(context);
            return;
        }

        _observer.Before(phase.Name);
        try
        {
            phase.System.Update(context);
        }
        finally
        {
            _observer.After(phase.Name);
        }
    }
}

/// <summary>A step of every frame.</summary>
/// <param name="Name">Its name, for tools.</param>
/// <param name="System">What runs.</param>
/// <param name="Computes">Whether the next layer depends on it; else it only looks, and is left out of frames that nobody sees.</param>
public sealed record Phase(string Name, ISystem System, bool Computes = false);

/// <summary>A phase of the frame. Runs on the caller's thread; a system that is parallel inside returns when it is done.</summary>
public interface ISystem
{
    /// <summary>Does the phase's work for the frame.</summary>
    void Update(in StepContext context);
}

/// <summary>
/// Told before and after each phase of a frame, on the thread that runs it: a program can time the phases with a clock of its
/// own, as the simulation reads none. It must not touch the simulation.
/// </summary>
public interface IScheduleObserver
{
    /// <summary>A phase begins.</summary>
    /// <param name="phase">Its name, one of <see cref="Schedule.Phases"/>.</param>
    void Before(string phase);

    /// <summary>The phase has ended; it is told also where the phase threw.</summary>
    /// <param name="phase">Its name.</param>
    void After(string phase);
}
