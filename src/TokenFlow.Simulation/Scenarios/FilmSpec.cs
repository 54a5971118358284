namespace TokenFlow.Simulation.Scenarios;

/// <summary>How long a film waits before the first layer and after the last.</summary>
/// <param name="LeadSeconds">Still picture before the first layer, in seconds.</param>
/// <param name="TailSeconds">Still picture after the last layer, in seconds.</param>
public sealed record FilmSpec(double LeadSeconds, double TailSeconds);
