namespace TokenFlow.Scenarios.Learned;

/// <summary>How a hub was trained; it stands in the file's metadata.</summary>
/// <param name="Scenario">The scenario that it was trained on.</param>
/// <param name="Seed">The seed of the hub's first state and of the tasks.</param>
/// <param name="Steps">Steps of the optimiser that led to it.</param>
/// <param name="Loss">Its loss on tasks of its words that it was not trained on.</param>
public sealed record TrainingRecord(string Scenario, ulong Seed, int Steps, double Loss);
