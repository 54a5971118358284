using System.Globalization;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Ui.Screens.Touch;

/// <summary>Draws cards over the picture: all sizes in units of type, so that they grow with the window.</summary>
internal readonly struct CardPen(ICanvas canvas, SceneTheme theme, float unit)
{
    /// <summary>Pixels a unit.</summary>
    public float Unit { get; } = unit;

    /// <summary>A card's ground and edge, solid enough to read on.</summary>
    public void Panel(in Box box)
    {
        canvas.Rectangle(box, theme.Background.Fade(0.55f), 9 * Unit);
        canvas.Rectangle(box, theme.Panel.Fade(0.965f), 9 * Unit);
        canvas.Outline(box.Inset(0.5f * Unit), new Stroke(theme.PanelEdge.Mix(theme.Secondary, 0.25f), Unit), 8.5f * Unit);
    }

    /// <summary>A line of text.</summary>
    public void Text(ReadOnlySpan<char> text, Vector2 at, float size, Rgba colour, FontWeight weight = FontWeight.Regular, TextAnchor anchor = TextAnchor.Start) =>
        canvas.Text(text, at, new TextStyle(size * Unit, colour, weight, anchor));

    /// <summary>A line of text cut to a width in pixels.</summary>
    public void Fitted(string text, Vector2 at, float width, float size, Rgba colour, FontWeight weight = FontWeight.Regular, TextAnchor anchor = TextAnchor.Start)
    {
        var style = new TextStyle(size * Unit, colour, weight, anchor);
        canvas.Text(Letters.Fit(canvas, text, style, width), at, style);
    }

    /// <summary>A text's width in pixels.</summary>
    public float Measure(ReadOnlySpan<char> text, float size, FontWeight weight = FontWeight.Regular) =>
        canvas.MeasureText(text, new TextStyle(size * Unit, default, weight));

    /// <summary>A bar on its track.</summary>
    public void Bar(in Box box, float share, Rgba colour)
    {
        canvas.Rectangle(box, theme.Track, box.Height / 2);
        float width = box.Width * Math.Clamp(share, 0, 1);
        if (width > 0)
        {
            canvas.Rectangle(box with { Width = MathF.Max(width, MathF.Min(box.Height, box.Width)) }, colour, box.Height / 2);
        }
    }

    /// <summary>A hairline across.</summary>
    public void Rule(float left, float right, float y) => canvas.Rectangle(new Box(left, y, MathF.Max(right - left, 0), MathF.Max(Unit, 1)), theme.PanelEdge);

    /// <summary>The box moved into another, where it fits.</summary>
    public static Box Within(in Box box, in Box bounds)
    {
        const float Margin = 6;
        float left = MathF.Max(MathF.Min(box.Left, bounds.Right - box.Width - Margin), bounds.Left + Margin);
        float top = MathF.Max(MathF.Min(box.Top, bounds.Bottom - box.Height - Margin), bounds.Top + Margin);
        return box with { Left = left, Top = top };
    }

    /// <summary>An amount of dye or a weight: four places, or a power of ten where these would show nothing.</summary>
    public static string Dye(double amount) => amount switch
    {
        0 => "0",
        >= 0.00095 or <= -0.00095 => amount.ToString("0.0000", CultureInfo.InvariantCulture),
        _ => amount.ToString("0.0e-0", CultureInfo.InvariantCulture).Replace('-', '−'),
    };
}
