using ScottPlot;
using SkiaSharp;
using TokenFlow.Recording.Type;

namespace TokenFlow.Recording.Charts;

/// <summary>Gives charts the typeface that all pictures have.</summary>
/// <param name="fonts">The typefaces.</param>
internal sealed class PictureFontResolver(FontBook fonts) : IFontResolver
{
    /// <summary>The name that charts ask for.</summary>
    public const string Family = "IBM Plex Sans";

    /// <inheritdoc />
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == Family ? fonts.Embedded(weight >= FontWeight.SemiBold ? Scene.Canvas.FontWeight.Bold : Scene.Canvas.FontWeight.Regular) : null;

    /// <inheritdoc />
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        CreateTypeface(fontName, bold ? FontWeight.Bold : FontWeight.Normal, FontSlant.Upright, FontSpacing.Normal);
}
