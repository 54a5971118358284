namespace Raylib_cs;

/// <summary>How a colour goes over what is there.</summary>
public enum BlendMode
{
    Alpha = 0,
    Additive = 1,
    Multiplied = 2,
    AddColors = 3,
    SubtractColors = 4,
    AlphaPremultiply = 5,
}
