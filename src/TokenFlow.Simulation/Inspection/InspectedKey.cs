using TokenFlow.Attention.Patterns;

namespace TokenFlow.Simulation.Inspection;

/// <summary>One key that a token reads.</summary>
/// <param name="Key">The key's position.</param>
/// <param name="Way">Window, random or hub.</param>
/// <param name="Dot">q.k; NaN in the mean over several heads, which have a q and k each.</param>
/// <param name="Score">q.k times the scale, what goes into the softmax; NaN in the mean over several heads.</param>
/// <param name="Weight">The softmax weight exp(score - log-sum-exp), from the kernel's own log-sum-exp; the mean where no one head is asked for.</param>
public readonly record struct InspectedKey(int Key, EdgeWay Way, float Dot, float Score, float Weight);
