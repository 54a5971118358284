namespace TokenFlow.Simulation.Time;

/// <summary>The time that a system runs at. It is all the time there is: no system sees a clock.</summary>
/// <param name="Frame">The frame, from 0.</param>
/// <param name="Layer">The running layer, from 0; the number of layers when all are finished.</param>
/// <param name="Progress">How far the running layer is, in [0, 1).</param>
/// <param name="DeltaSeconds">The fixed step.</param>
/// <param name="IsFinished">Whether all layers are finished.</param>
public readonly record struct StepContext(long Frame, int Layer, float Progress, double DeltaSeconds, bool IsFinished)
{
    /// <summary>Simulated time in seconds.</summary>
    public double Seconds => Frame * DeltaSeconds;
}
