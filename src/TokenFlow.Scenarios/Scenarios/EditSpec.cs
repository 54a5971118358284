using TokenFlow.Simulation.Edits;

namespace TokenFlow.Scenarios.Scenarios;

/// <summary>An edit that the scenario makes by itself.</summary>
/// <param name="Seconds">When, in seconds of simulated time.</param>
/// <param name="Edit">What.</param>
/// <param name="Where">The field of the scenario, for messages.</param>
public sealed record EditSpec(double Seconds, Edit Edit, string Where);
