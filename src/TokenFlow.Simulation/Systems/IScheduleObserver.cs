namespace TokenFlow.Simulation.Systems;

/// <summary>
/// Told before and after each phase of a frame, on the thread that runs it: a program can time the phases with a clock of its
/// own, as the simulation reads none. It must not touch the simulation.
/// </summary>
public interface IScheduleObserver
{
    /// <summary>A phase begins.</summary>
    /// <param name="systemName">Input, Edit, Capacity, Attend, Integrate, Measure or Snapshot.</param>
    void Before(string systemName);

    /// <summary>The phase has ended; it is told also where the phase threw.</summary>
    /// <param name="systemName">Its name.</param>
    void After(string systemName);
}
