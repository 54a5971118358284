using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Raylib_cs;

/// <summary>The layer below raylib's drawing: vertices into batches, and the state that they are drawn with.</summary>
public static partial class Rlgl
{
    /// <summary>Name under which the native library is asked for.</summary>
    public const string NativeLibName = "raylib";

    // Whoever comes first, the library is found the same way.
    static Rlgl() => RuntimeHelpers.RunClassConstructor(typeof(Raylib).TypeHandle);

    /// <summary>Begins vertices.</summary>
    public static void Begin(DrawMode mode) => Begin((int)mode);

    /// <summary>Begins vertices.</summary>
    [LibraryImport(NativeLibName, EntryPoint = "rlBegin")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void Begin(int mode);

    /// <summary>Ends vertices.</summary>
    [LibraryImport(NativeLibName, EntryPoint = "rlEnd")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void End();

    /// <summary>A corner.</summary>
    [LibraryImport(NativeLibName, EntryPoint = "rlVertex2f")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void Vertex2f(float x, float y);

    /// <summary>Where the next corner is in the texture, 0 to 1.</summary>
    [LibraryImport(NativeLibName, EntryPoint = "rlTexCoord2f")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void TexCoord2f(float x, float y);

    /// <summary>The colour of the next corners.</summary>
    [LibraryImport(NativeLibName, EntryPoint = "rlColor4ub")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void Color4ub(byte r, byte g, byte b, byte a);

    /// <summary>The texture of what follows; 0 for none.</summary>
    [LibraryImport(NativeLibName, EntryPoint = "rlSetTexture")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetTexture(uint id);

    /// <summary>Draws what the batch holds.</summary>
    [LibraryImport(NativeLibName, EntryPoint = "rlDrawRenderBatchActive")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void DrawRenderBatchActive();

    /// <summary>Draws what the batch holds if so many more vertices do not fit.</summary>
    [LibraryImport(NativeLibName, EntryPoint = "rlCheckRenderBatchLimit")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial CBool CheckRenderBatchLimit(int vCount);

    /// <summary>Undoes all transformations: units are pixels of what is drawn into.</summary>
    [LibraryImport(NativeLibName, EntryPoint = "rlLoadIdentity")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void LoadIdentity();

    /// <summary>Draws within a rectangle only, from now on.</summary>
    [LibraryImport(NativeLibName, EntryPoint = "rlEnableScissorTest")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void EnableScissorTest();

    /// <summary>Draws everywhere again.</summary>
    [LibraryImport(NativeLibName, EntryPoint = "rlDisableScissorTest")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void DisableScissorTest();

    /// <summary>That rectangle, in pixels, y upwards from the bottom.</summary>
    [LibraryImport(NativeLibName, EntryPoint = "rlScissor")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void Scissor(int x, int y, int width, int height);

    /// <summary>Draws polygons whichever way they turn.</summary>
    [LibraryImport(NativeLibName, EntryPoint = "rlDisableBackfaceCulling")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void DisableBackfaceCulling();
}
