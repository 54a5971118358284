using System.Runtime.InteropServices;

namespace TokenFlow.Studies.Complexity;

/// <summary>One timing.</summary>
/// <param name="Seconds">A call's time.</param>
/// <param name="Before">The calibration just before it, GFLOP/s.</param>
/// <param name="After">The calibration just after it, GFLOP/s.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Sample(double Seconds, double Before, double After);
