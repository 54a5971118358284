namespace TokenFlow.Scene.Canvas;

/// <summary>How text is set. Size is the em in canvas units. <paramref name="Angle"/> turns the text about its point, in radians, clockwise.</summary>
public readonly record struct TextStyle(
    float Size,
    Rgba Colour,
    FontWeight Weight = FontWeight.Regular,
    TextAnchor Anchor = TextAnchor.Start,
    float Angle = 0);

/// <summary>The two cuts of the one family that the picture uses.</summary>
public enum FontWeight : byte
{
    Regular,
    Bold,
}

/// <summary>Which part of the text stands at the given point, horizontally. Vertically the point is the baseline.</summary>
public enum TextAnchor : byte
{
    Start,
    Middle,
    End,
}
