using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Raylib_cs;

/// <content>Pictures on the graphics card.</content>
public static unsafe partial class Raylib
{
    /// <summary>Copies a picture to the graphics card.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial Texture2D LoadTextureFromImage(Image image);

    /// <summary>Makes a texture to draw into.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial RenderTexture2D LoadRenderTexture(int width, int height);

    /// <summary>Whether the texture is on the card.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial CBool IsTextureValid(Texture2D texture);

    /// <summary>Gives the texture back.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void UnloadTexture(Texture2D texture);

    /// <summary>Gives the texture and its depth buffer back.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void UnloadRenderTexture(RenderTexture2D target);

    /// <summary>Writes all pixels anew, in the texture's own format.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void UpdateTexture(Texture2D texture, void* pixels);

    /// <summary>Sets how the texture is read between its pixels.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetTextureFilter(Texture2D texture, TextureFilter filter);

    /// <summary>Draws a part of a texture into a rectangle, turned about <paramref name="origin"/> by <paramref name="rotation"/> degrees.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void DrawTexturePro(Texture2D texture, Rectangle source, Rectangle dest, Vector2 origin, float rotation, Color tint);

    /// <summary>Writes a part of the pixels anew, in the texture's own format.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void UpdateTextureRec(Texture2D texture, Rectangle rec, void* pixels);

    /// <summary>Copies what is on the screen, upright; give it back with <see cref="UnloadImage"/>.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial Image LoadImageFromScreen();

    /// <summary>Gives the picture back.</summary>
    [LibraryImport(NativeLibName)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void UnloadImage(Image image);
}
