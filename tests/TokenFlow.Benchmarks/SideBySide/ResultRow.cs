namespace TokenFlow.Benchmarks.SideBySide;

/// <summary>A row of the result.</summary>
/// <param name="Impl">The implementation.</param>
/// <param name="Pattern">The pattern whose edges count as useful work.</param>
/// <param name="Tokens">n.</param>
/// <param name="Heads">H.</param>
/// <param name="HeadDim">d.</param>
/// <param name="Edges">Query-key pairs of one head.</param>
/// <param name="Ms">Milliseconds a call, the median of the samples kept.</param>
/// <param name="Gflops">Useful GFLOP/s: 4 d an edge, over all heads.</param>
/// <param name="ShareOfPeak">That, of the peak of as many threads.</param>
/// <param name="Threads">Threads.</param>
/// <param name="SamplesKept">Samples that passed the gate; 0 where the time is that of samples which did not.</param>
/// <param name="SamplesTaken">All samples.</param>
internal sealed record ResultRow(
    string Impl,
    string Pattern,
    int Tokens,
    int Heads,
    int HeadDim,
    long Edges,
    double Ms,
    double Gflops,
    double ShareOfPeak,
    int Threads,
    int SamplesKept,
    int SamplesTaken);
