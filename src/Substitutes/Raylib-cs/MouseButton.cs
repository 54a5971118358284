namespace Raylib_cs;

/// <summary>Buttons of the mouse.</summary>
public enum MouseButton
{
    Left = 0,
    Right = 1,
    Middle = 2,
    Side = 3,
    Extra = 4,
    Forward = 5,
    Back = 6,
}
