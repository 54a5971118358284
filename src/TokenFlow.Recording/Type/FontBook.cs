using System.Text;
using SkiaSharp;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Type;

namespace TokenFlow.Recording.Type;

/// <summary>
/// The typefaces that canvases share: the embedded family, and for signs that it lacks the machine's own fonts,
/// opened only when such a sign turns up. Safe to use from several threads. Which face a sign gets depends on the
/// sign and the machine's files alone, never on the order in which threads ask.
/// </summary>
public sealed class FontBook : IDisposable
{
    // Opening a font costs about a millisecond; a sign that none of the first few hundred has shows as a box.
    private const int MaxOpened = 600;

    private readonly Lock _lock = new();
    private readonly SystemFontFiles _files;
    private readonly SKTypeface _regular;
    private readonly SKTypeface _bold;
    private readonly List<SKFont> _opened = [];
    private readonly Dictionary<int, SKTypeface?> _fallbacks = [];
    private IReadOnlyList<string>? _paths;
    private int _next;

    /// <summary>A book that falls back on this machine's fonts.</summary>
    public FontBook()
        : this(SystemFontFiles.OfThisMachine())
    {
    }

    /// <param name="files">Where fonts for signs that the embedded family lacks are looked for.</param>
    public FontBook(SystemFontFiles files)
    {
        _files = files;
        _regular = Load(FontWeight.Regular);
        _bold = Load(FontWeight.Bold);
    }

    /// <summary>The embedded face of one weight.</summary>
    public SKTypeface Embedded(FontWeight weight) => weight == FontWeight.Bold ? _bold : _regular;

    /// <summary>The family among the machine's own fonts that has a sign; null where none has.</summary>
    public string? FallbackFamilyFor(Rune rune) => FallbackFor(rune)?.FamilyName;

    /// <summary>The first of the machine's faces that has a sign which the embedded family lacks; null where none has it.</summary>
    public SKTypeface? FallbackFor(Rune rune)
    {
        lock (_lock)
        {
            if (!_fallbacks.TryGetValue(rune.Value, out SKTypeface? face))
            {
                face = FindFallback(rune.Value);
                _fallbacks.Add(rune.Value, face);
            }

            return face;
        }
    }

    public void Dispose()
    {
        _regular.Dispose();
        _bold.Dispose();
        foreach (SKFont font in _opened)
        {
            font.Typeface.Dispose();
            font.Dispose();
        }
    }

    private static SKTypeface Load(FontWeight weight)
    {
        using Stream stream = PictureFonts.Open(weight);
        return SKTypeface.FromStream(stream)
            ?? throw new InvalidOperationException("Skia cannot read the embedded font.");
    }

    private SKTypeface? FindFallback(int codepoint)
    {
        foreach (SKFont font in _opened)
        {
            if (font.ContainsGlyph(codepoint))
            {
                return font.Typeface;
            }
        }

        _paths ??= _files.Find();
        while (_next < _paths.Count && _next < MaxOpened)
        {
            // A damaged file yields null: the machine's affair, not a reason to stop.
            SKTypeface? face = SKTypeface.FromFile(_paths[_next++]);
            if (face is null)
            {
                continue;
            }

            SKFont font = new(face);
            _opened.Add(font);
            if (font.ContainsGlyph(codepoint))
            {
                return face;
            }
        }

        return null;
    }
}
