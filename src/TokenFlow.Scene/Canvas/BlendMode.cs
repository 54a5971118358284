namespace TokenFlow.Scene.Canvas;

/// <summary>How what is drawn meets what is there.</summary>
public enum BlendMode : byte
{
    /// <summary>Source over destination.</summary>
    Over,

    /// <summary>Light adds up. On a light background canvases that cannot add (vector formats) draw over.</summary>
    Add,
}
