using System.Runtime.InteropServices;

namespace TokenFlow.Attention.Patterns;

/// <summary>Consecutive keys [Start, End) of one query, all reached by the same way.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct KeyRun(int Start, int End, EdgeWay Way)
{
    /// <summary>How many keys there are.</summary>
    public int Length => End - Start;
}

/// <summary>The way by which an edge carries information from its key to its query.</summary>
public enum EdgeWay : byte
{
    /// <summary>Neither end is a hub and the pair is near: a window, a block's neighbours, the token itself.</summary>
    Window = 0,

    /// <summary>A random link (BigBird) between tokens neither of which is a hub.</summary>
    Random = 1,

    /// <summary>One end, or both, is a hub (a global or memory token).</summary>
    Hub = 2,
}
