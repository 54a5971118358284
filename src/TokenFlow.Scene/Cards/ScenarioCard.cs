using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Scene.Cards;

/// <summary>A scenario as a card: a small picture, and below it title, summary and facts. The same in the window's gallery and on a contact sheet.</summary>
public static class ScenarioCard
{
    /// <summary>Units of a card below its picture.</summary>
    public const float Words = 86;

    private const float Padding = 8;

    /// <summary>How a card's picture is drawn: the arc alone, nothing written on it.</summary>
    public static SceneOptions Options { get; } = new() { ArcOnly = true, Panels = false, TokenTexts = false, Labels = false };

    /// <summary>Where the picture of a card is.</summary>
    public static Box PictureOf(in Box card, float unit) =>
        new(card.Left + (Padding * unit), card.Top + (Padding * unit), card.Width - (2 * Padding * unit), card.Height - ((Padding + Words) * unit));

    /// <summary>Draws the card's ground and edge.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="theme">Its colours.</param>
    /// <param name="card">The card.</param>
    /// <param name="unit">The canvas's units that one of type is.</param>
    /// <param name="raised">How far it stands out, 0 to 1.</param>
    public static void Ground(ICanvas canvas, SceneTheme theme, in Box card, float unit, float raised = 0)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(theme);
        canvas.Rectangle(card, theme.Panel.Mix(theme.PanelEdge, 0.45f * raised), 9 * unit);
        canvas.Outline(card.Inset(0.5f), new Stroke(theme.PanelEdge.Mix(theme.Hub, 0.85f * raised), MathF.Max(unit * (1 + (0.4f * raised)), 1)), 8.5f * unit);
    }

    /// <summary>Writes the words below the picture.</summary>
    /// <inheritdoc cref="Ground"/>
    public static void Write(ICanvas canvas, SceneTheme theme, in Box card, float unit, in ScenarioWords words, float raised = 0)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(theme);
        float left = card.Left + (14 * unit), width = card.Width - (28 * unit), top = card.Bottom - (Words * unit);
        var title = new TextStyle(13 * unit, theme.Text, FontWeight.Bold);
        var small = new TextStyle(11 * unit, theme.Secondary.Mix(theme.Text, 0.25f + (0.4f * raised)));
        var note = new TextStyle(9 * unit, theme.Secondary);
        Line(canvas, words.Title, left, top + (22 * unit), width, title);
        int second = SecondLine(canvas, words.Summary, small, width);
        Line(canvas, words.Summary[..second], left, top + (40 * unit), width, small);
        Line(canvas, words.Summary[second..].TrimStart(), left, top + (55 * unit), width, small);
        Line(canvas, words.Facts, left, top + (73 * unit), width, note);
    }

    /// <summary>A line of text, cut where there is no room.</summary>
    public static void Line(ICanvas canvas, string text, float left, float baseline, float width, in TextStyle style)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        if (width > 4)
        {
            canvas.Text(Letters.Fit(canvas, text, style, width), new Vector2(left, baseline), style);
        }
    }

    // Where the second line begins: after the last word that the first has room for.
    private static int SecondLine(ICanvas canvas, string text, in TextStyle style, float width)
    {
        if (canvas.MeasureText(text, style) <= width)
        {
            return text.Length;
        }

        int end = 0;
        for (int next = text.IndexOf(' ', StringComparison.Ordinal); next > 0; next = text.IndexOf(' ', next + 1))
        {
            if (canvas.MeasureText(text.AsSpan(0, next), style) > width)
            {
                break;
            }

            end = next;
        }

        return end == 0 ? text.Length : end;
    }
}

/// <summary>What a card says of a scenario.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Summary">What there is to see; two lines are shown.</param>
/// <param name="Facts">Tokens and pattern.</param>
public readonly record struct ScenarioWords(string Title, string Summary, string Facts);
