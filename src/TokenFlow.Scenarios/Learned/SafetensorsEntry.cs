namespace TokenFlow.Scenarios.Learned;

/// <summary>A float32 tensor as a safetensors header names it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its dimensions, row-major.</param>
/// <param name="Begin">Where its bytes begin, counted from the header's end.</param>
/// <param name="End">Where they end.</param>
public sealed record SafetensorsEntry(string Name, IReadOnlyList<long> Shape, long Begin, long End);
