using System.Runtime.InteropServices;

namespace TokenFlow.Attention.Patterns;

/// <summary>The window of one row: First, First + Stride, ... Last, and perhaps one key elsewhere (a ring's other end).</summary>
/// <param name="First">The first key.</param>
/// <param name="Last">The last key, inclusive; below First when the window is empty.</param>
/// <param name="Stride">The dilation, at least 1.</param>
/// <param name="Extra">One more key outside [First, Last], or -1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowWindow(int First, int Last, int Stride, int Extra = -1)
{
    public static RowWindow Empty => new(int.MaxValue, -1, 1);

    public int Count => (Last < First ? 0 : ((Last - First) / Stride) + 1) + (Extra >= 0 ? 1 : 0);

    public bool Contains(int key) =>
        (key >= First && key <= Last && (Stride == 1 || (key - First) % Stride == 0)) || key == Extra;
}
