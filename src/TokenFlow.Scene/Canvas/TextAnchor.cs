namespace TokenFlow.Scene.Canvas;

/// <summary>Which part of the text stands at the given point, horizontally. Vertically the point is the baseline.</summary>
public enum TextAnchor : byte
{
    Start,
    Middle,
    End,
}
