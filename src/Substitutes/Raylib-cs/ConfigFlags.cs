namespace Raylib_cs;

/// <summary>How the window is to be; set before it opens.</summary>
[Flags]
public enum ConfigFlags : uint
{
    FullscreenMode = 0x0002,
    ResizableWindow = 0x0004,
    UndecoratedWindow = 0x0008,
    TransparentWindow = 0x0010,
    Msaa4xHint = 0x0020,
    VSyncHint = 0x0040,
    HiddenWindow = 0x0080,
    AlwaysRunWindow = 0x0100,
    MinimizedWindow = 0x0200,
    MaximizedWindow = 0x0400,
    UnfocusedWindow = 0x0800,
    TopmostWindow = 0x1000,
    HighDpiWindow = 0x2000,
    BorderlessWindowMode = 0x8000,
}
