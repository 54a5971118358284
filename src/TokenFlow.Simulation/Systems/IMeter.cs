using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Time;

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

/// <summary>What a meter may read, and how it gets a run of its own.</summary>
/// <param name="State">The run's state; the meter only reads it.</param>
/// <param name="History">Its knobs through time.</param>
/// <param name="Clock">Its time.</param>
/// <param name="Channels">The hubs' directions.</param>
/// <param name="Board">Where it puts down what facts are told, as components.</param>
/// <param name="Fork">Makes a run inside the run, which the meter disposes.</param>
/// <param name="LiveCurves">Whether the meter may run it again and again when a knob is turned.</param>
public sealed record MeterSetup(FlowState State, KnobHistory History, LayerClock Clock, HubChannels Channels, ReadingBoard Board, Func<LayerRun> Fork, bool LiveCurves);
