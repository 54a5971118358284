using TokenFlow.Simulation.State;

namespace TokenFlow.Simulation.Components;

/// <summary>A tracer: dye whose way through the layers is followed.</summary>
/// <param name="Number">Which of the dye columns is its own, from 0.</param>
/// <param name="Name">Its name in the picture.</param>
public readonly record struct TracerComponent(int Number, string Name);

/// <summary>Where and when its dye fell last. Written by InputSystem.</summary>
public readonly record struct TracerDropComponent(DyeDrop Drop);

/// <summary>Its dye that hubs refused until now, by the progress of the running layer. Written by MeasureSystem.</summary>
public readonly record struct TracerRefusedComponent(double Dye);
