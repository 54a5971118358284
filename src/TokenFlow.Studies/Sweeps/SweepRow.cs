namespace TokenFlow.Studies.Sweeps;

/// <summary>A row of the results: one trial.</summary>
/// <param name="Trial">Its number in the sweep.</param>
/// <param name="Cells">The axes' values; null where the field was away.</param>
/// <param name="Seed">The scenario's seed.</param>
/// <param name="Measures">What was measured.</param>
public sealed record SweepRow(int Trial, IReadOnlyList<string?> Cells, ulong Seed, SweepMeasures Measures);
