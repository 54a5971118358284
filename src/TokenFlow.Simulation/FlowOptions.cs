using TokenFlow.Simulation.Systems;

namespace TokenFlow.Simulation;

/// <summary>How a simulation is run. None of it changes a result.</summary>
/// <param name="Threads">Threads for the kernel and the survey, where the run is not handed a host.</param>
/// <param name="EdgesShown">Edges that snapshots hold one by one; 0 for runs that nobody draws.</param>
public sealed record FlowOptions(int Threads, int EdgesShown)
{
    /// <summary>The threads and the kernel, shared with other runs; the caller ends it after the last of them. Null for some of the run's own.</summary>
    public FlowHost? Host { get; init; }

    /// <summary>Told of each phase of every frame; null for nobody.</summary>
    public IScheduleObserver? Observer { get; init; }

    /// <summary>Whether meters may measure curves, which takes a run a point whenever a knob is turned.</summary>
    public bool LiveCurves { get; init; }

    /// <summary>All cores, and no edges in snapshots.</summary>
    public static FlowOptions Undrawn { get; } = new(Environment.ProcessorCount, 0);

    /// <summary>All cores, and as many edges as read well in a picture of so many tokens.</summary>
    public static FlowOptions Drawn(int tokens) =>
        new(Environment.ProcessorCount, tokens <= 2_048 ? TokenFlow.Simulation.Survey.EdgeSurvey.DefaultEdges : TokenFlow.Simulation.Survey.EdgeSurvey.DefaultEdges / 2) { LiveCurves = true };
}
