using TokenFlow.Base.Numerics;

namespace TokenFlow.Studies.Complexity;

/// <summary>One pattern over all lengths.</summary>
/// <param name="Name">The pattern.</param>
/// <param name="Law">What theory says of its cost.</param>
/// <param name="Points">Ascending by tokens.</param>
public sealed record ComplexityCurve(string Name, string Law, IReadOnlyList<ComplexityPoint> Points)
{
    /// <summary>How the edges grow, over all lengths.</summary>
    public PowerFit EdgesFit => PowerFit.Of([.. Points.Select(p => ((double)p.Tokens, (double)p.Edges))]);

    /// <summary>How the time grows, over the longer half of the lengths that were timed.</summary>
    public PowerFit TimeFit => PowerFit.OfUpperHalf([.. Points.Where(p => p.Ms is not null).Select(p => ((double)p.Tokens, p.Ms!.Value))]);
}

/// <summary>One pattern at one length.</summary>
/// <param name="Tokens">n.</param>
/// <param name="Edges">Query-key pairs, counted from the plan.</param>
/// <param name="Ms">Milliseconds a call of the kernel; null where it was not timed.</param>
/// <param name="SamplesKept">Samples that the median rests on; 0 where none passed the calibration.</param>
public sealed record ComplexityPoint(int Tokens, long Edges, double? Ms, int SamplesKept);
