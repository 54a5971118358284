using TokenFlow.Scenarios.Learned;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Studies.Learning;

/// <summary>What a training came to.</summary>
/// <param name="Untrained">The hub before the first step.</param>
/// <param name="Best">The hub of the lowest measured loss; the file to write.</param>
/// <param name="Points">All measurements, the first of the untrained hub.</param>
/// <param name="BestPoint">The best hub's.</param>
/// <param name="IsWhole">Whether all steps were taken, and nobody broke it off.</param>
public sealed record TrainingResult(LearnedHub Untrained, LearnedHubFile Best, IReadOnlyList<TrainingPoint> Points, TrainingPoint BestPoint, bool IsWhole);
