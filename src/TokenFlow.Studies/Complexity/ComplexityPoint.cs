namespace TokenFlow.Studies.Complexity;

/// <summary>One pattern at one length.</summary>
/// <param name="Tokens">n.</param>
/// <param name="Edges">Query-key pairs, counted from the plan.</param>
/// <param name="Ms">Milliseconds a call of the kernel; null where it was not timed.</param>
/// <param name="SamplesKept">Samples that the median rests on; 0 where none passed the calibration.</param>
public sealed record ComplexityPoint(int Tokens, long Edges, double? Ms, int SamplesKept);
