using TokenFlow.Studies.Complexity;

namespace TokenFlow.Benchmarks.SideBySide;

/// <summary>A contender and what it works on.</summary>
/// <param name="Contender">What is timed.</param>
/// <param name="Pattern">The pattern whose edges count as useful.</param>
/// <param name="Tokens">n.</param>
/// <param name="Heads">H.</param>
/// <param name="Edges">Query-key pairs of one head.</param>
/// <param name="Threads">Threads that it works with.</param>
internal sealed record Entry(Contender Contender, string Pattern, int Tokens, int Heads, long Edges, int Threads)
{
    /// <summary>What is timed.</summary>
    public string Impl => Contender.Name;

    /// <summary>What makes it the same row as another entry.</summary>
    public (string Impl, string Pattern, int Tokens, int Heads) Key => (Impl, Pattern, Tokens, Heads);
}
