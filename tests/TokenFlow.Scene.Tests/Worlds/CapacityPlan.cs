using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Scene.Tests.Worlds;

/// <summary>What hubs can carry, and what readers read, to be written into a <see cref="SmallWorld"/>'s snapshot: any values, so that pictures can be tried on all.</summary>
internal sealed record CapacityPlan
{
    public HubLimits Limits { get; init; } = new(null, 8, null);

    public float Demand { get; init; } = 2;

    /// <summary>The share that hubs send on; the rest is refused.</summary>
    public float Sent { get; init; } = 0.4f;

    /// <summary>-1 for no recall task.</summary>
    public int Facts { get; init; } = 16;

    public int Vocabulary { get; init; } = 1024;

    public int Readers { get; init; } = 8;

    /// <summary>The share of the facts that a reader reads.</summary>
    public double Recall { get; init; } = 0.7;

    public bool HasCurve { get; init; } = true;

    /// <summary>Dye that hubs refused of the first tracer.</summary>
    public double Refused { get; init; } = 0.6;
}
