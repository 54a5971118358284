namespace TokenFlow.Simulation.Systems;

/// <summary>
/// Measures something of its own in every frame, after the layer is computed and before the snapshot is made. It is a phase of
/// the schedule, after Measure, and changes nothing of the run.
/// </summary>
public interface IMeter : ISystem, IDisposable
{
    /// <summary>The name of its phase.</summary>
    string Name { get; }

    /// <summary>What was measured, as snapshots carry it; never changed once it is there. Null before the first frame.</summary>
    object? Latest { get; }
}
