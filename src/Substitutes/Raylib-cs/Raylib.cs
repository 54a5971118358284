using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Raylib_cs;

/// <summary>The functions of native raylib 6.0 that TokenFlow calls, under the names and signatures of Raylib-cs 8.0.</summary>
public static unsafe partial class Raylib
{
    /// <summary>Name under which the native library is asked for.</summary>
    public const string NativeLibName = "raylib";

    /// <summary>Version of the native library that these declarations fit.</summary>
    public const string RAYLIB_VERSION = "6.0";

    // A system's run-time package has the library under its versioned name alone.
    private const string VersionedLibName = "libraylib.so.600";

    static Raylib() => NativeLibrary.SetDllImportResolver(typeof(Raylib).Assembly, Resolve);

    private static nint Resolve(string libraryName, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (NativeLibrary.TryLoad(libraryName, assembly, searchPath, out nint handle))
        {
            return handle;
        }

        if (libraryName == NativeLibName && NativeLibrary.TryLoad(VersionedLibName, assembly, searchPath, out handle))
        {
            return handle;
        }

        return nint.Zero;
    }
}
