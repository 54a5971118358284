using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Raylib_cs;

/// <content>Keyboard and mouse, as of the last <see cref="EndDrawing"/>.</content>
public static unsafe partial class Raylib
{
    /// <summary>Sets the key that asks to close; <see cref="KeyboardKey.Null"/> for none.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetExitKey(KeyboardKey key);

    /// <summary>Whether the key went down in this frame.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial CBool IsKeyPressed(KeyboardKey key);

    /// <summary>Whether the key repeats in this frame.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial CBool IsKeyPressedRepeat(KeyboardKey key);

    /// <summary>Whether the key is down.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial CBool IsKeyDown(KeyboardKey key);

    /// <summary>The next character typed, as a code point; 0 when there is none.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int GetCharPressed();

    /// <summary>Whether the button went down in this frame.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial CBool IsMouseButtonPressed(MouseButton button);

    /// <summary>Whether the button is down.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial CBool IsMouseButtonDown(MouseButton button);

    /// <summary>Whether the button came up in this frame.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial CBool IsMouseButtonReleased(MouseButton button);

    /// <summary>Where the mouse is, in pixels.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial Vector2 GetMousePosition();

    /// <summary>How far the mouse went in this frame, in pixels.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial Vector2 GetMouseDelta();

    /// <summary>How far the wheel went in this frame.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial float GetMouseWheelMove();

    /// <summary>Sets the shape of the cursor.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetMouseCursor(MouseCursor cursor);

    /// <summary>Whether files were dropped on the window in this frame.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial CBool IsFileDropped();

    /// <summary>The files dropped; give them back with <see cref="UnloadDroppedFiles"/>.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial FilePathList LoadDroppedFiles();

    /// <summary>Gives the list back.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void UnloadDroppedFiles(FilePathList files);

    /// <summary>Whether the mouse is over the window.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial CBool IsCursorOnScreen();

    /// <summary>What the keyboard's layout prints on a key, UTF-8; it stays the library's. Null where it prints nothing.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial sbyte* GetKeyName(KeyboardKey key);
}
