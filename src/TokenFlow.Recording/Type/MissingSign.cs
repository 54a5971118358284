using SkiaSharp;

namespace TokenFlow.Recording.Type;

/// <summary>The box that stands for a sign which no font has, in thousandths of the em.</summary>
internal static class MissingSign
{
    /// <summary>Its advance width.</summary>
    public const float Advance = 600;

    /// <summary>Adds its outline to a path.</summary>
    public static void AddTo(SKPathBuilder outline, float x)
    {
        outline.AddRect(new SKRect(x + 70, -700, x + 530, 0), SKPathDirection.Clockwise);
        outline.AddRect(new SKRect(x + 120, -650, x + 480, -50), SKPathDirection.CounterClockwise);
    }
}
