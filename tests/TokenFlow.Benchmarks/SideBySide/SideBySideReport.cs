using TokenFlow.Studies.Complexity;

namespace TokenFlow.Benchmarks.SideBySide;

/// <summary>All that a run of side-by-side found.</summary>
internal sealed record SideBySideReport
{
    /// <summary>The machine.</summary>
    public required MachineFacts Machine { get; init; }

    /// <summary>onnxruntime's version.</summary>
    public required string OnnxRuntime { get; init; }

    /// <summary>Threads of every implementation, unless its row says otherwise.</summary>
    public required int Threads { get; init; }

    /// <summary>The best that the multiply-add loop reached on all those threads, GFLOP/s.</summary>
    public required double PeakGflops { get; init; }

    /// <summary>The best of the loop, by threads and floats a vector, GFLOP/s.</summary>
    public required IReadOnlyList<(int Threads, int Lanes, double Gflops)> Peaks { get; init; }

    /// <summary>Outputs compared.</summary>
    public required IReadOnlyList<Check> Checks { get; init; }

    /// <summary>What was measured.</summary>
    public required IReadOnlyList<ResultRow> Rows { get; init; }

    /// <summary>What was not, and why.</summary>
    public required IReadOnlyList<string> Skipped { get; init; }

    /// <summary>The goals.</summary>
    public required IReadOnlyList<Goal> Goals { get; init; }

    /// <summary>How long it all took, in seconds.</summary>
    public required double Seconds { get; init; }
}
