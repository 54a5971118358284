namespace TokenFlow.Simulation.Systems;

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
