using System.Numerics;
using System.Runtime.InteropServices;
using Raylib_cs;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Type;

namespace TokenFlow.Window.Canvas;

/// <summary>
/// One texture that holds all there is to draw with: a white patch, profiles of lines, discs, a glow, glyphs. Because
/// nothing needs another texture, a whole picture is a few draw calls, and because shapes are kept with their coverage,
/// edges are smooth without multisampling. Sprites are made when first asked for; when the texture is full it starts anew.
/// </summary>
internal sealed unsafe class SpriteAtlas : IDisposable
{
    /// <summary>Pixels of the texture on a side.</summary>
    public const int Side = 2048;

    /// <summary>The largest disc that is kept as a sprite, its radius in pixels.</summary>
    public const float LargestDisc = 48;

    // Sprites stand apart, so that smoothing never reads a neighbour.
    private const int Gap = 2;

    // Thin profiles and small shapes are kept finer than a pixel, and so come out right between pixels.
    private const int LineTexels = 4;
    private const int DiscTexels = 2;
    private const int GlowSide = 64;

    private readonly IGlyphSource _letters;
    private readonly Texture2D _texture;
    private readonly void* _clear;
    private readonly Dictionary<int, LineSprite> _lines = [];
    private readonly Dictionary<int, DiscSprite> _discs = [];
    private readonly Dictionary<(int Glyph, int Size), GlyphSprite> _glyphs = [];
    private int _x;
    private int _y;
    private int _rowHeight;

    /// <param name="letters">Where glyphs come from; stays the caller's.</param>
    public SpriteAtlas(IGlyphSource letters)
    {
        _letters = letters;
        _clear = NativeMemory.AllocZeroed(Side * Side, 4);
        _texture = Raylib.LoadTextureFromImage(new Image
        {
            Data = _clear,
            Width = Side,
            Height = Side,
            Mipmaps = 1,
            Format = PixelFormat.UncompressedR8G8B8A8,
        });
        Raylib.SetTextureFilter(_texture, TextureFilter.Bilinear);
        Begin();
    }

    /// <summary>The texture's number.</summary>
    public uint Id => _texture.Id;

    /// <summary>The middle of a white patch.</summary>
    public Vector2 White { get; private set; }

    /// <summary>Light that falls off as (1 - r)^2 from the centre to the rim.</summary>
    public Sprite Glow { get; private set; }

    /// <summary>How often the texture was full.</summary>
    public int Restarts { get; private set; }

    /// <summary>The profile of a line of so many pixels across; at least 1.</summary>
    public LineSprite Line(float width)
    {
        int quarter = width <= 16 ? (int)MathF.Round(width * 4) : (int)MathF.Round(width) * 4;
        if (_lines.TryGetValue(quarter, out LineSprite line))
        {
            return line;
        }

        float made = quarter / 4f;
        int texels = made <= 16 ? LineTexels : 1;
        float half = made / 2;
        int rows = (int)MathF.Ceiling((made + 1) * texels) + 4;
        const int Columns = 4;
        Rgba[] pixels = new Rgba[rows * Columns];
        for (int r = 0; r < rows; r++)
        {
            float distance = MathF.Abs((r + 0.5f - (rows / 2f)) / texels);
            pixels.AsSpan(r * Columns, Columns).Fill(Cover(half + 0.5f - distance));
        }

        Vector2 at = Place(Columns, rows, pixels);
        float middle = at.Y + (rows / 2f), reach = (half + 0.5f) * texels;
        line = new LineSprite((at.X + (Columns / 2f)) / Side, (middle - reach) / Side, (middle + reach) / Side);
        _lines[quarter] = line;
        return line;
    }

    /// <summary>A disc of a radius in pixels, to <see cref="LargestDisc"/>.</summary>
    public DiscSprite Disc(float radius)
    {
        int key = radius <= 16 ? Math.Max((int)MathF.Round(radius * 4), 1) : 64 + (int)MathF.Ceiling(MathF.Log(radius / 16) * 16);
        if (_discs.TryGetValue(key, out DiscSprite disc))
        {
            return disc;
        }

        float made = key <= 64 ? key / 4f : 16 * MathF.Exp((key - 64) / 16f);
        int texels = key <= 64 ? DiscTexels : 1;
        int side = (int)MathF.Ceiling((made + 1) * 2 * texels) + 2;
        Rgba[] pixels = new Rgba[side * side];
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                var from = new Vector2(x + 0.5f - (side / 2f), y + 0.5f - (side / 2f)) / texels;
                // Below a pixel a disc is one grey pixel of its area.
                float cover = made < 0.5f
                    ? MathF.PI * made * made * MathF.Max(1 - MathF.Abs(from.X), 0) * MathF.Max(1 - MathF.Abs(from.Y), 0)
                    : made + 0.5f - from.Length();
                pixels[(y * side) + x] = Cover(cover);
            }
        }

        Vector2 at = Place(side, side, pixels);
        disc = new DiscSprite(new Sprite(at / Side, (at + new Vector2(side)) / Side), side / 2f / texels / made);
        _discs[key] = disc;
        return disc;
    }

    /// <summary>A glyph with an em of so many pixels.</summary>
    public GlyphSprite Glyph(int glyph, float size)
    {
        // Large letters are seen pixel by pixel already; small ones are kept finer, to stand between pixels and to be turned.
        int texels = size <= 48 ? 2 : 1;
        int quarter = Math.Max((int)MathF.Round(size * 4), 4);
        if (_glyphs.TryGetValue((glyph, quarter), out GlyphSprite sprite))
        {
            return sprite;
        }

        float made = quarter / 4f;
        GlyphImage image = _letters.Draw(glyph, made * texels);
        if (image.Width == 0 || image.Width > Side / 2 || image.Height > Side / 2)
        {
            sprite = default;
        }
        else
        {
            Vector2 at = Place(image.Width + 2, image.Height + 2, Padded(image));
            var box = new Box((image.Left - 1) / (made * texels), (image.Top - 1) / (made * texels), (image.Width + 2) / (made * texels), (image.Height + 2) / (made * texels));
            sprite = new GlyphSprite(new Sprite(at / Side, (at + new Vector2(image.Width + 2, image.Height + 2)) / Side), box, image.IsColoured);
        }

        _glyphs[(glyph, quarter)] = sprite;
        return sprite;
    }

    public void Dispose()
    {
        Raylib.UnloadTexture(_texture);
        NativeMemory.Free(_clear);
    }

    private static Rgba Cover(float share) => new(255, 255, 255, (byte)MathF.Round(255 * Math.Clamp(share, 0f, 1f)));

    // A clear rim, so that smoothing fades out within the sprite.
    private static Rgba[] Padded(GlyphImage image)
    {
        int width = image.Width + 2;
        var pixels = new Rgba[width * (image.Height + 2)];
        if (!image.IsColoured)
        {
            pixels.AsSpan().Fill(new Rgba(255, 255, 255, 0));
        }

        for (int y = 0; y < image.Height; y++)
        {
            image.Pixels.AsSpan(y * image.Width, image.Width).CopyTo(pixels.AsSpan(((y + 1) * width) + 1));
        }

        return pixels;
    }

    private void Begin()
    {
        _lines.Clear();
        _discs.Clear();
        _glyphs.Clear();
        _x = 0;
        _y = 0;
        _rowHeight = 0;

        const int Patch = 4;
        var white = new Rgba[Patch * Patch];
        white.AsSpan().Fill(new Rgba(255, 255, 255));
        White = (Place(Patch, Patch, white) + new Vector2(Patch / 2f)) / Side;

        var glow = new Rgba[GlowSide * GlowSide];
        for (int y = 0; y < GlowSide; y++)
        {
            for (int x = 0; x < GlowSide; x++)
            {
                float r = new Vector2(x - ((GlowSide - 1) / 2f), y - ((GlowSide - 1) / 2f)).Length() / ((GlowSide - 1) / 2f);
                float left = MathF.Max(1 - r, 0);
                glow[(y * GlowSide) + x] = Cover(left * left);
            }
        }

        Vector2 at = Place(GlowSide, GlowSide, glow);
        // From the middle of the first texel to that of the last: there the light is 0.
        Glow = new Sprite((at + new Vector2(0.5f)) / Side, (at + new Vector2(GlowSide - 0.5f)) / Side);
    }

    private Vector2 Place(int width, int height, Rgba[] pixels)
    {
        if (_x + width > Side)
        {
            _x = 0;
            _y += _rowHeight + Gap;
            _rowHeight = 0;
        }

        if (_y + height > Side)
        {
            // What is waiting to be drawn still needs the old sprites.
            Rlgl.DrawRenderBatchActive();
            Restarts++;
            // The gaps must be clear again.
            Raylib.UpdateTexture(_texture, _clear);
            Begin();
            return Place(width, height, pixels);
        }

        var at = new Vector2(_x, _y);
        fixed (Rgba* p = pixels)
        {
            Raylib.UpdateTextureRec(_texture, new Rectangle(_x, _y, width, height), p);
        }

        _x += width + Gap;
        _rowHeight = Math.Max(_rowHeight, height);
        return at;
    }
}

/// <summary>A place in the atlas.</summary>
/// <param name="From">Texture coordinates of its top left corner, 0 to 1.</param>
/// <param name="To">Texture coordinates of its bottom right corner.</param>
internal readonly record struct Sprite(Vector2 From, Vector2 To);

/// <summary>A glyph in the atlas.</summary>
/// <param name="Sprite">Where it is.</param>
/// <param name="Box">Where it goes, in ems from its origin on the baseline; empty for a glyph that shows nothing.</param>
/// <param name="IsColoured">Whether it has colours of its own.</param>
internal readonly record struct GlyphSprite(Sprite Sprite, Box Box, bool IsColoured);

/// <summary>A disc in the atlas.</summary>
/// <param name="Sprite">Where it is.</param>
/// <param name="Reach">From the centre to the sprite's edge, in radii.</param>
internal readonly record struct DiscSprite(Sprite Sprite, float Reach);

/// <summary>The profile of a line in the atlas.</summary>
/// <param name="U">Its column, in the middle.</param>
/// <param name="From">Texture coordinate of its one edge, half a pixel outside the line.</param>
/// <param name="To">Texture coordinate of its other edge.</param>
internal readonly record struct LineSprite(float U, float From, float To);
