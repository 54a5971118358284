namespace TokenFlow.Benchmarks.SideBySide;

/// <summary>A comparison of outputs, made before anything is timed.</summary>
/// <param name="What">What was compared with what.</param>
/// <param name="Tokens">n.</param>
/// <param name="Heads">H.</param>
/// <param name="LargestError">The largest absolute difference.</param>
internal sealed record Check(string What, int Tokens, int Heads, double LargestError);
