using System.Runtime.InteropServices;

namespace Raylib_cs;

/// <summary>Paths, UTF-8, zero-terminated.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct FilePathList
{
    public uint Count;
    public byte** Paths;
}
