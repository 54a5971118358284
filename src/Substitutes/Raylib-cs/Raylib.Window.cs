using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Raylib_cs;

/// <content>The window, its loop and its clock.</content>
public static unsafe partial class Raylib
{
    /// <summary>Sets how the next window is to be.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetConfigFlags(ConfigFlags flags);

    /// <summary>Sets what raylib writes to standard output.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetTraceLogLevel(TraceLogLevel logLevel);

    /// <summary>Opens the window. Returns without one where there is no display: ask <see cref="IsWindowReady"/>.</summary>
    [LibraryImport(NativeLibName, StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void InitWindow(int width, int height, string title);

    /// <summary>Whether the window is open.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial CBool IsWindowReady();

    /// <summary>Closes the window. Crashes if it never opened.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void CloseWindow();

    /// <summary>Whether the exit key or the close button was pressed.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial CBool WindowShouldClose();

    /// <summary>Whether the size changed in this frame.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial CBool IsWindowResized();

    /// <summary>Whether the window is minimised.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial CBool IsWindowMinimized();

    /// <summary>Sets the title.</summary>
    [LibraryImport(NativeLibName, StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetWindowTitle(string title);

    /// <summary>Sets the least size, in pixels.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetWindowMinSize(int width, int height);

    /// <summary>Width in pixels.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int GetScreenWidth();

    /// <summary>Height in pixels.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int GetScreenHeight();

    /// <summary>Pixels of the screen a pixel of the window.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial Vector2 GetWindowScaleDPI();

    /// <summary>Sets the most frames a second.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetTargetFPS(int fps);

    /// <summary>Seconds that the last frame took.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial float GetFrameTime();

    /// <summary>Width of what is drawn into, in pixels of the screen.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int GetRenderWidth();

    /// <summary>Height of what is drawn into, in pixels of the screen.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int GetRenderHeight();

    /// <summary>Sets the size, in pixels.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetWindowSize(int width, int height);

    /// <summary>Whether the window is so.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial CBool IsWindowState(ConfigFlags flag);

    /// <summary>Makes the window so.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetWindowState(ConfigFlags flag);

    /// <summary>Makes the window so no longer.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void ClearWindowState(ConfigFlags flag);

    /// <summary>Fills the screen without changing its mode, or goes back.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void ToggleBorderlessWindowed();

    /// <summary>Puts the window away.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void MinimizeWindow();

    /// <summary>Brings the window back.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void RestoreWindow();

    /// <summary>The text in the clipboard, UTF-8; it stays the library's.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial sbyte* GetClipboardText();

    /// <summary>Puts a text into the clipboard, UTF-8.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetClipboardText(sbyte* text);

    /// <summary>Seconds since the window opened.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial double GetTime();
}
