using System.Runtime.InteropServices;

namespace Raylib_cs;

/// <content>Functions of the package that spare their callers pointers.</content>
public static unsafe partial class Raylib
{
    /// <summary>The files dropped on the window in this frame.</summary>
    public static string[] GetDroppedFiles()
    {
        FilePathList list = LoadDroppedFiles();
        var files = new string[list.Count];
        for (uint i = 0; i < list.Count; i++)
        {
            files[i] = Marshal.PtrToStringUTF8((nint)list.Paths[i]) ?? "";
        }

        UnloadDroppedFiles(list);
        return files;
    }

    /// <summary>The text in the clipboard.</summary>
    public static string GetClipboardText_() => Marshal.PtrToStringUTF8((nint)GetClipboardText()) ?? "";

    /// <summary>Puts a text into the clipboard.</summary>
    public static void SetClipboardText(string text)
    {
        nint copy = Marshal.StringToCoTaskMemUTF8(text);
        SetClipboardText((sbyte*)copy);
        Marshal.FreeCoTaskMem(copy);
    }
}
