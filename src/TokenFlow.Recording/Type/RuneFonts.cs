using System.Text;
using SkiaSharp;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Recording.Type;

/// <summary>
/// Which font draws a sign: the embedded family, else the machine's first that has it. Fonts are set up for outlines at
/// <see cref="TextShape.Em"/> and kept. One thread at a time.
/// </summary>
internal sealed class RuneFonts(FontBook fonts) : IDisposable
{
    private const uint Cbdt = 0x43424454, Sbix = 0x73626978, Colr = 0x434F4C52, Svg = 0x53564720;

    private readonly Dictionary<SKTypeface, SKFont> _fonts = [];
    private readonly Dictionary<SKTypeface, bool> _coloured = [];

    /// <summary>The font that has the sign; null where none has.</summary>
    public SKFont? FontFor(Rune rune, FontWeight weight)
    {
        if (Rune.IsControl(rune))
        {
            return null;
        }

        SKFont own = FontOf(fonts.Embedded(weight));
        if (own.ContainsGlyph(rune.Value))
        {
            return own;
        }

        SKTypeface? face = fonts.FallbackFor(rune);
        return face is null ? null : FontOf(face);
    }

    /// <summary>Whether glyphs of the face are pictures rather than outlines.</summary>
    public bool HasColours(SKTypeface face)
    {
        if (!_coloured.TryGetValue(face, out bool coloured))
        {
            coloured = face.TryGetTableTags(out uint[] tags) && tags.Any(t => t is Cbdt or Sbix or Colr or Svg);
            _coloured.Add(face, coloured);
        }

        return coloured;
    }

    /// <summary>The font of a face.</summary>
    public SKFont FontOf(SKTypeface face)
    {
        if (!_fonts.TryGetValue(face, out SKFont? font))
        {
            font = new SKFont(face, TextShape.Em)
            {
                Hinting = SKFontHinting.None,
                Edging = SKFontEdging.Antialias,
                LinearMetrics = true,
                Subpixel = true,
            };
            _fonts.Add(face, font);
        }

        return font;
    }

    public void Dispose()
    {
        foreach (SKFont font in _fonts.Values)
        {
            font.Dispose();
        }
    }
}
