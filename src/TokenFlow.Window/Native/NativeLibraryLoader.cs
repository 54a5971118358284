using System.Runtime.InteropServices;
using Raylib_cs;

namespace TokenFlow.Window.Native;

/// <summary>Loads a native library as the binding would, asks its version and lets it go.</summary>
internal static class NativeLibraryLoader
{
    // Exported by raylib since 5.0 for bindings: a pointer to its version, "6.0".
    private const string VersionSymbol = "raylib_version";

    /// <summary>Loads a candidate; null if it does not load or is not raylib.</summary>
    public static NativeLibraryFound? TryLoad(string candidate)
    {
        if (!NativeLibrary.TryLoad(candidate, typeof(Raylib).Assembly, searchPath: null, out nint library))
        {
            return null;
        }

        try
        {
            if (!NativeLibrary.TryGetExport(library, nameof(Raylib.InitWindow), out _))
            {
                return null;
            }

            string? version = NativeLibrary.TryGetExport(library, VersionSymbol, out nint symbol)
                ? Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(symbol))
                : null;
            return new NativeLibraryFound(candidate, version);
        }
        finally
        {
            NativeLibrary.Free(library);
        }
    }
}

/// <summary>A native raylib that loads.</summary>
/// <param name="Candidate">Name or path under which it loads.</param>
/// <param name="Version">What it says its version is; null if it does not say.</param>
internal sealed record NativeLibraryFound(string Candidate, string? Version);
