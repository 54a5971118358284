using ScottPlot;
using SkiaSharp;
using TokenFlow.Scene.Type;

namespace TokenFlow.Recording.Charts;

/// <summary>
/// Gives charts the typeface that all pictures have. The library keeps each face that it is given for as long as the process
/// lives, so they are its own.
/// </summary>
internal sealed class PictureFontResolver : IFontResolver
{
    /// <summary>The name that charts ask for.</summary>
    public const string Family = "IBM Plex Sans";

    /// <inheritdoc />
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing)
    {
        if (fontName != Family)
        {
            return null;
        }

        using Stream stream = PictureFonts.Open(weight >= FontWeight.SemiBold ? TokenFlow.Scene.Canvas.FontWeight.Bold : TokenFlow.Scene.Canvas.FontWeight.Regular);
        return SKTypeface.FromStream(stream);
    }

    /// <inheritdoc />
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        CreateTypeface(fontName, bold ? FontWeight.Bold : FontWeight.Normal, FontSlant.Upright, FontSpacing.Normal);
}
