using System.Runtime.InteropServices;

namespace TokenFlow.Attention.Kernels;

/// <summary>Aligned memory that grows to what was asked for most and stays: once warm, asking allocates nothing.</summary>
internal sealed unsafe class ScratchMemory : IDisposable
{
    // A cache line, and the widest vector.
    private const int Alignment = 64;

    private long _length;

    /// <summary>The numbers; null before the first are reserved.</summary>
    public float* Numbers { get; private set; }

    /// <summary>Memory held, in bytes.</summary>
    public long Bytes => _length * sizeof(float);

    /// <summary>Makes room for so many numbers. What was there is lost where there was less.</summary>
    public void Reserve(long length)
    {
        if (length <= _length)
        {
            return;
        }

        NativeMemory.AlignedFree(Numbers);
        Numbers = (float*)NativeMemory.AlignedAlloc((nuint)(length * sizeof(float)), Alignment);
        _length = length;
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(Numbers);
        Numbers = null;
        _length = 0;
    }
}
