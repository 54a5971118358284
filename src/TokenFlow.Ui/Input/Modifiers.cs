namespace TokenFlow.Ui.Input;

/// <summary>Keys held while another goes down. The command key of a Mac counts as <see cref="Ctrl"/>.</summary>
[Flags]
public enum Modifiers
{
    None = 0,
    Ctrl = 1,
    Shift = 2,
    Alt = 4,
}
