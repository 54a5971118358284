using System.Numerics;
using Raylib_cs;

namespace TokenFlow.Substitutes.Tests.Bindings;

/// <summary>Every function that a window calls has the signature used here. Binding to one needs no native library.</summary>
public sealed unsafe class FunctionsTests
{
    [Test]
    public void Have_the_signatures_of_the_package()
    {
        Delegate[] functions =
        [
            (Action<ConfigFlags>)Raylib.SetConfigFlags, (Action<TraceLogLevel>)Raylib.SetTraceLogLevel,
            (Action<int, int, string>)Raylib.InitWindow, (Func<CBool>)Raylib.IsWindowReady, (Action)Raylib.CloseWindow,
            (Func<CBool>)Raylib.WindowShouldClose, (Func<CBool>)Raylib.IsWindowResized, (Func<CBool>)Raylib.IsWindowMinimized,
            (Action<string>)Raylib.SetWindowTitle, (Action<int, int>)Raylib.SetWindowMinSize,
            (Func<int>)Raylib.GetScreenWidth, (Func<int>)Raylib.GetScreenHeight, (Func<Vector2>)Raylib.GetWindowScaleDPI,
            (Action<int>)Raylib.SetTargetFPS, (Func<float>)Raylib.GetFrameTime,
            (Action)Raylib.BeginDrawing, (Action)Raylib.EndDrawing, (Action<Color>)Raylib.ClearBackground,
            (Action<RenderTexture2D>)Raylib.BeginTextureMode, (Action)Raylib.EndTextureMode,
            (Action<BlendMode>)Raylib.BeginBlendMode, (Action)Raylib.EndBlendMode,
            (Action<int, int, int, int>)Raylib.BeginScissorMode, (Action)Raylib.EndScissorMode,
            (Action<Vector2, Vector2, float, Color>)Raylib.DrawLineEx, (Action<Vector2, float, Color>)Raylib.DrawCircleV,
            (Action<Rectangle, Color>)Raylib.DrawRectangleRec,
            (Func<Image, Texture2D>)Raylib.LoadTextureFromImage, (Func<int, int, RenderTexture2D>)Raylib.LoadRenderTexture,
            (Func<Texture2D, CBool>)Raylib.IsTextureValid, (Action<Texture2D>)Raylib.UnloadTexture,
            (Action<RenderTexture2D>)Raylib.UnloadRenderTexture, (Action<Texture2D, TextureFilter>)Raylib.SetTextureFilter,
            (Action<Texture2D, Rectangle, Rectangle, Vector2, float, Color>)Raylib.DrawTexturePro,
            (Action<KeyboardKey>)Raylib.SetExitKey, (Func<KeyboardKey, CBool>)Raylib.IsKeyPressed,
            (Func<KeyboardKey, CBool>)Raylib.IsKeyPressedRepeat, (Func<KeyboardKey, CBool>)Raylib.IsKeyDown,
            (Func<int>)Raylib.GetCharPressed, (Func<MouseButton, CBool>)Raylib.IsMouseButtonPressed,
            (Func<MouseButton, CBool>)Raylib.IsMouseButtonDown, (Func<MouseButton, CBool>)Raylib.IsMouseButtonReleased,
            (Func<Vector2>)Raylib.GetMousePosition, (Func<Vector2>)Raylib.GetMouseDelta, (Func<float>)Raylib.GetMouseWheelMove,
            (Action<MouseCursor>)Raylib.SetMouseCursor,
            (Func<int>)Raylib.GetRenderWidth, (Func<int>)Raylib.GetRenderHeight, (Action<int, int>)Raylib.SetWindowSize,
            (Func<ConfigFlags, CBool>)Raylib.IsWindowState, (Action<ConfigFlags>)Raylib.SetWindowState, (Action<ConfigFlags>)Raylib.ClearWindowState,
            (Action)Raylib.ToggleBorderlessWindowed, (Action)Raylib.MinimizeWindow, (Action)Raylib.RestoreWindow, (Func<double>)Raylib.GetTime,
            (Func<CBool>)Raylib.IsFileDropped, (Func<FilePathList>)Raylib.LoadDroppedFiles, (Action<FilePathList>)Raylib.UnloadDroppedFiles,
            (Func<string[]>)Raylib.GetDroppedFiles, (Func<string>)Raylib.GetClipboardText_, (Action<string>)Raylib.SetClipboardText,
            (Func<CBool>)Raylib.IsCursorOnScreen, (Func<Image>)Raylib.LoadImageFromScreen, (Action<Image>)Raylib.UnloadImage,
            (Action<DrawMode>)Rlgl.Begin, (Action<int>)Rlgl.Begin, (Action)Rlgl.End, (Action<float, float>)Rlgl.Vertex2f,
            (Action<float, float>)Rlgl.TexCoord2f, (Action<byte, byte, byte, byte>)Rlgl.Color4ub, (Action<uint>)Rlgl.SetTexture,
            (Action)Rlgl.DrawRenderBatchActive, (Func<int, CBool>)Rlgl.CheckRenderBatchLimit, (Action)Rlgl.LoadIdentity,
            (Action)Rlgl.EnableScissorTest, (Action)Rlgl.DisableScissorTest, (Action<int, int, int, int>)Rlgl.Scissor,
            (Action)Rlgl.DisableBackfaceCulling,
        ];
        delegate*<Texture2D, void*, void> updateTexture = &Raylib.UpdateTexture;
        delegate*<Vector2*, int, Color, void> drawTriangleStrip = &Raylib.DrawTriangleStrip;

        delegate*<Texture2D, Rectangle, void*, void> updateTextureRec = &Raylib.UpdateTextureRec;
        delegate*<sbyte*> clipboard = &Raylib.GetClipboardText;
        delegate*<sbyte*, void> setClipboard = &Raylib.SetClipboardText;
        delegate*<KeyboardKey, sbyte*> keyName = &Raylib.GetKeyName;

        Assert.That(functions, Has.None.Null);
        Assert.That((nint)updateTextureRec, Is.Not.Zero);
        Assert.That((nint)clipboard, Is.Not.Zero);
        Assert.That((nint)setClipboard, Is.Not.Zero);
        Assert.That((nint)keyName, Is.Not.Zero);
        Assert.That((nint)updateTexture, Is.Not.Zero);
        Assert.That((nint)drawTriangleStrip, Is.Not.Zero);
    }
}
