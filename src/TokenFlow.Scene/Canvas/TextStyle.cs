namespace TokenFlow.Scene.Canvas;

/// <summary>How text is set. Size is the em in canvas units. <paramref name="Angle"/> turns the text about its point, in radians, clockwise.</summary>
public readonly record struct TextStyle(
    float Size,
    Rgba Colour,
    FontWeight Weight = FontWeight.Regular,
    TextAnchor Anchor = TextAnchor.Start,
    float Angle = 0);
