using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace TokenFlow.Scenarios.Text;

/// <summary>Numbers for pieces that no vocabulary numbers: the same on every run and machine.</summary>
internal static class StableId
{
    /// <summary>A non-negative hash of the piece's UTF-16 units.</summary>
    public static int Of(ReadOnlySpan<char> piece) =>
        (int)(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(piece)) & int.MaxValue);
}
