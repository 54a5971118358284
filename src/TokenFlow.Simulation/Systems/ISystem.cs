using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Systems;

/// <summary>A phase of the frame. Runs on the caller's thread; a system that is parallel inside returns when it is done.</summary>
public interface ISystem
{
    /// <summary>Does the phase's work for the frame.</summary>
    void Update(in StepContext context);
}
