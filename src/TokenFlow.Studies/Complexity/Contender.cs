using System.Runtime.InteropServices;

namespace TokenFlow.Studies.Complexity;

/// <summary>Something to be timed, and its samples.</summary>
/// <param name="name">What it is called.</param>
/// <param name="run">One call.</param>
/// <param name="flop">Useful arithmetic of a call: 4 d an edge.</param>
public sealed class Contender(string name, Action run, double flop)
{
    private readonly List<Sample> _samples = [];

    /// <summary>What it is called.</summary>
    public string Name => name;

    /// <summary>Useful arithmetic of a call.</summary>
    public double Flop => flop;

    /// <summary>The samples taken so far.</summary>
    public IReadOnlyList<Sample> Samples => _samples;

    /// <summary>One call.</summary>
    public void Run() => run();

    /// <summary>Takes a sample down.</summary>
    public void Add(Sample sample) => _samples.Add(sample);
}

/// <summary>One timing.</summary>
/// <param name="Seconds">A call's time.</param>
/// <param name="Before">The calibration just before it, GFLOP/s.</param>
/// <param name="After">The calibration just after it, GFLOP/s.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Sample(double Seconds, double Before, double After);
