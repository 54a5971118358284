using System.Runtime.InteropServices;

namespace TokenFlow.Attention.Patterns;

/// <summary>Consecutive keys [Start, End) of one query, all reached by the same way.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct KeyRun(int Start, int End, EdgeWay Way)
{
    /// <summary>How many keys there are.</summary>
    public int Length => End - Start;
}
