namespace TokenFlow.Ui.Input;

/// <summary>A button of the mouse.</summary>
public enum MouseButton
{
    Left,
    Right,
    Middle,
}
