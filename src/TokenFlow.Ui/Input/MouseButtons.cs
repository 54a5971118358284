namespace TokenFlow.Ui.Input;

/// <summary>The buttons of one frame, one after the other in the order of <see cref="MouseButton"/>.</summary>
/// <param name="Bits">Bit b is button b.</param>
public readonly record struct MouseButtons(int Bits)
{
    /// <summary>Whether any button is in the set.</summary>
    public bool Any => Bits != 0;

    /// <summary>Whether the button is in the set.</summary>
    public bool Has(MouseButton button) => (Bits & (1 << (int)button)) != 0;

    /// <summary>The set with a button.</summary>
    public MouseButtons With(MouseButton button) => new(Bits | (1 << (int)button));

    /// <summary>The set without a button.</summary>
    public MouseButtons Without(MouseButton button) => new(Bits & ~(1 << (int)button));
}

/// <summary>A button of the mouse.</summary>
public enum MouseButton
{
    Left,
    Right,
    Middle,
}
