namespace TokenFlow.Benchmarks.SideBySide;

/// <summary>How side-by-side is run.</summary>
/// <param name="Threads">Threads of every implementation.</param>
/// <param name="Quick">Short sequences and few rounds: under a minute.</param>
internal sealed record SideBySideOptions(int Threads, bool Quick)
{
    /// <summary>d.</summary>
    public const int HeadDim = 64;

    /// <summary>w, on each side.</summary>
    public const int Window = 256;

    /// <summary>g, at the start of the sequence.</summary>
    public const int Globals = 8;

    /// <summary>Sequences on which implementations meet.</summary>
    public IReadOnlyList<int> Tokens => Quick ? [1024, 4096] : [1024, 4096, 16384];

    /// <summary>A sequence for our kernel alone; 0 for none.</summary>
    public int LongTokens => Quick ? 0 : 65536;

    /// <summary>Numbers of heads.</summary>
    public static IReadOnlyList<int> Heads => [1, 12];
}
