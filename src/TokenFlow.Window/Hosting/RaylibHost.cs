using System.Numerics;
using System.Runtime.InteropServices;
using Raylib_cs;
using TokenFlow.Base.Faults;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Type;
using TokenFlow.Ui.Hosting;
using TokenFlow.Ui.Input;
using TokenFlow.Window.Canvas;
using TokenFlow.Window.Native;
using MouseButton = Raylib_cs.MouseButton;

namespace TokenFlow.Window.Hosting;

/// <summary>A raylib window. There is one at a time in a process, and it belongs to the thread that opened it.</summary>
public sealed unsafe class RaylibHost : IWindowHost
{
    private static readonly (MouseButton Raylib, TokenFlow.Ui.Input.MouseButton Button)[] Buttons =
    [
        (MouseButton.Left, TokenFlow.Ui.Input.MouseButton.Left), (MouseButton.Right, TokenFlow.Ui.Input.MouseButton.Right), (MouseButton.Middle, TokenFlow.Ui.Input.MouseButton.Middle),
    ];

    private readonly RaylibCanvas _canvas;
    private readonly double _opened;
    private bool _isHand;

    /// <summary>Opens the window.</summary>
    /// <param name="width">Points across.</param>
    /// <param name="height">Points down.</param>
    /// <param name="title">Its title.</param>
    /// <param name="letters">Where letters come from; stays the caller's.</param>
    /// <param name="isPaced">Whether pictures wait for the screen; not for runs that nobody watches.</param>
    /// <exception cref="FaultException">MissingOnMachine: there is no display or no OpenGL.</exception>
    public RaylibHost(int width, int height, string title, IGlyphSource letters, bool isPaced)
    {
        Raylib.SetTraceLogLevel(TraceLogLevel.None);
        ConfigFlags flags = ConfigFlags.ResizableWindow | ConfigFlags.HighDpiWindow | ConfigFlags.AlwaysRunWindow;
        Raylib.SetConfigFlags(isPaced ? flags | ConfigFlags.VSyncHint : flags);
        Raylib.InitWindow(width, height, title);
        if (!Raylib.IsWindowReady())
        {
            throw NativeRaylib.Refused();
        }

        // Escape lets go of a token; it must not close the window.
        Raylib.SetExitKey(KeyboardKey.Null);
        // Where the screen does not pace pictures, this does.
        Raylib.SetTargetFPS(isPaced ? 120 : 0);
        _canvas = new RaylibCanvas(letters);
        _opened = Raylib.GetTime();
    }

    /// <inheritdoc/>
    public Vector2 Size => new(Math.Max(Raylib.GetRenderWidth(), 1), Math.Max(Raylib.GetRenderHeight(), 1));

    /// <inheritdoc/>
    public float PixelsPerPoint => MathF.Max(Size.X / MathF.Max(Raylib.GetScreenWidth(), 1), 0.1f);

    /// <inheritdoc/>
    public bool WantsToClose => Raylib.WindowShouldClose();

    /// <inheritdoc/>
    public bool IsMinimised => Raylib.IsWindowMinimized();

    /// <inheritdoc/>
    public double Seconds => Raylib.GetTime() - _opened;

    /// <inheritdoc/>
    public DrawCount LastDrawn { get; private set; }

    /// <inheritdoc/>
    public float CurveTolerance
    {
        get => _canvas.Tolerance;
        set => _canvas.Tolerance = Math.Clamp(value, 0.05f, 8);
    }

    /// <inheritdoc/>
    public void Gather(InputCollector collector)
    {
        ArgumentNullException.ThrowIfNull(collector);
        Modifiers held = (IsDown(KeyboardKey.LeftShift, KeyboardKey.RightShift) ? Modifiers.Shift : 0)
            | (IsDown(KeyboardKey.LeftControl, KeyboardKey.RightControl) || (OperatingSystem.IsMacOS() && IsDown(KeyboardKey.LeftSuper, KeyboardKey.RightSuper)) ? Modifiers.Ctrl : 0)
            | (IsDown(KeyboardKey.LeftAlt, KeyboardKey.RightAlt) ? Modifiers.Alt : 0);
        collector.Hold(held);
        foreach ((KeyboardKey raylib, Key key) in RaylibKeys.All)
        {
            if (Raylib.IsKeyPressed(raylib))
            {
                collector.Press(Printed(raylib, key));
            }
            else if (Raylib.IsKeyPressedRepeat(raylib))
            {
                collector.Press(Printed(raylib, key), isRepeat: true);
            }
        }

        for (int sign = Raylib.GetCharPressed(); sign != 0; sign = Raylib.GetCharPressed())
        {
            collector.Type(sign);
        }

        collector.MoveTo(Raylib.GetMousePosition() * PixelsPerPoint);
        float wheel = Raylib.GetMouseWheelMove();
        if (wheel != 0)
        {
            collector.Scroll(new Vector2(0, wheel));
        }

        foreach ((MouseButton raylib, TokenFlow.Ui.Input.MouseButton button) in Buttons)
        {
            if (Raylib.IsMouseButtonPressed(raylib))
            {
                collector.ButtonDown(button);
            }

            if (Raylib.IsMouseButtonReleased(raylib))
            {
                collector.ButtonUp(button);
            }
        }

        if (Raylib.IsFileDropped())
        {
            foreach (string path in Raylib.GetDroppedFiles())
            {
                collector.Drop(path);
            }
        }

        if (collector.WantsPaste)
        {
            collector.Paste(Raylib.GetClipboardText_());
        }
    }

    /// <inheritdoc/>
    public ICanvas BeginPicture()
    {
        Raylib.BeginDrawing();
        _canvas.Begin(Size);
        return _canvas;
    }

    /// <inheritdoc/>
    public void EndPicture()
    {
        _canvas.End();
        LastDrawn = _canvas.Count;
        Raylib.EndDrawing();
    }

    /// <inheritdoc/>
    public void Rest()
    {
        // The shortest way to let raylib take in events and wait: a picture of nothing.
        Raylib.BeginDrawing();
        Raylib.EndDrawing();
    }

    /// <inheritdoc/>
    public Pixels ReadPixels()
    {
        Rlgl.DrawRenderBatchActive();
        Image image = Raylib.LoadImageFromScreen();
        try
        {
            var bytes = new byte[image.Width * image.Height * 4];
            Marshal.Copy((nint)image.Data, bytes, 0, bytes.Length);
            return new Pixels(image.Width, image.Height, bytes);
        }
        finally
        {
            Raylib.UnloadImage(image);
        }
    }

    /// <inheritdoc/>
    public void Resize(Vector2 size)
    {
        float perPoint = PixelsPerPoint;
        Raylib.SetWindowSize(Math.Max((int)(size.X / perPoint), 1), Math.Max((int)(size.Y / perPoint), 1));
    }

    /// <inheritdoc/>
    public void SetTitle(string title) => Raylib.SetWindowTitle(title);

    /// <inheritdoc/>
    public void ToggleFullScreen() => Raylib.ToggleBorderlessWindowed();

    /// <inheritdoc/>
    public void ShowHand(bool isHand)
    {
        if (isHand == _isHand)
        {
            return;
        }

        _isHand = isHand;
        Raylib.SetMouseCursor(isHand ? MouseCursor.PointingHand : MouseCursor.Default);
    }

    /// <summary>Closes the window.</summary>
    public void Dispose()
    {
        _canvas.Dispose();
        Raylib.CloseWindow();
    }

    // Raylib names keys by their place on a US keyboard. Letters are meant by what is printed on them: Ctrl+Z is where the
    // layout has Z.
    private static Key Printed(KeyboardKey raylib, Key key)
    {
        if (key is < Key.A or > Key.Z)
        {
            return key;
        }

        string? name = Marshal.PtrToStringUTF8((nint)Raylib.GetKeyName(raylib));
        return name is [var sign] && char.IsAsciiLetter(sign) ? Key.A + (char.ToUpperInvariant(sign) - 'A') : key;
    }

    private static bool IsDown(KeyboardKey left, KeyboardKey right) => Raylib.IsKeyDown(left) || Raylib.IsKeyDown(right);
}
