using System.Numerics;

namespace TokenFlow.Ui.Input;

/// <summary>
/// What the user did since the frame before, and how things stand now. Positions and sizes are in logical units: pixels
/// divided by the display's scale, y downwards. The lists are valid until the next frame.
/// </summary>
public readonly record struct InputFrame
{
    private readonly IReadOnlyList<KeyPress>? _keys;
    private readonly IReadOnlyList<string>? _dropped;
    private readonly string? _text;

    /// <summary>The window's size.</summary>
    public Vector2 Size { get; init; }

    /// <summary>Where the mouse is; may be outside the window.</summary>
    public Vector2 Mouse { get; init; }

    /// <summary>How far the mouse went.</summary>
    public Vector2 MouseDelta { get; init; }

    /// <summary>Buttons that went down.</summary>
    public MouseButtons Pressed { get; init; }

    /// <summary>Buttons that are down now.</summary>
    public MouseButtons Down { get; init; }

    /// <summary>Buttons that came up.</summary>
    public MouseButtons Released { get; init; }

    /// <summary>Buttons that came up about where they went down.</summary>
    public MouseButtons Clicked { get; init; }

    /// <summary>Where the button that went down last went down: what a drag started on.</summary>
    public Vector2 PressedAt { get; init; }

    /// <summary>Whether the left button went down for the second time in quick succession at one place.</summary>
    public bool IsDoubleClick { get; init; }

    /// <summary>How far the wheel went: x to the right, y up, in notches.</summary>
    public Vector2 Wheel { get; init; }

    /// <summary>What is held now.</summary>
    public Modifiers Held { get; init; }

    /// <summary>Keys that went down, repeats among them, in their order.</summary>
    public IReadOnlyList<KeyPress> Keys
    {
        get => _keys ?? [];
        init => _keys = value;
    }

    /// <summary>What was typed, as the keyboard's layout writes it; empty for nothing.</summary>
    public string Text
    {
        get => _text ?? "";
        init => _text = value;
    }

    /// <summary>The clipboard's text where the user pasted, else null.</summary>
    public string? Pasted { get; init; }

    /// <summary>Files that were dropped on the window.</summary>
    public IReadOnlyList<string> Dropped
    {
        get => _dropped ?? [];
        init => _dropped = value;
    }

    /// <summary>Whether a chord was pressed in this frame.</summary>
    /// <param name="chord">The chord.</param>
    /// <param name="repeats">Whether a held key counts again.</param>
    public bool Has(KeyChord chord, bool repeats = true)
    {
        IReadOnlyList<KeyPress> keys = Keys;
        for (int i = 0; i < keys.Count; i++)
        {
            if (keys[i].Chord == chord && (repeats || !keys[i].IsRepeat))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The frame with the keyboard taken out, for what lies behind the one that has the keys.</summary>
    public InputFrame WithoutKeys() => this with { Keys = [], Text = "", Pasted = null };

    /// <summary>The frame with the mouse's buttons and wheel taken out, and the mouse itself far away, for what lies behind the one that has it.</summary>
    public InputFrame WithoutMouse() => this with
    {
        Mouse = new Vector2(-1e6f),
        MouseDelta = default,
        Pressed = default,
        Down = default,
        Released = default,
        Clicked = default,
        IsDoubleClick = false,
        Wheel = default,
    };
}
