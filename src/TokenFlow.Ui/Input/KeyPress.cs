namespace TokenFlow.Ui.Input;

/// <summary>A key that went down, or that is held long enough to be taken as pressed again.</summary>
/// <param name="Chord">The key and what was held with it.</param>
/// <param name="IsRepeat">Whether the key was down already.</param>
public readonly record struct KeyPress(KeyChord Chord, bool IsRepeat = false);
