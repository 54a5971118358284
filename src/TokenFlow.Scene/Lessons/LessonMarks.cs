using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Places;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Lessons;

namespace TokenFlow.Scene.Lessons;

/// <summary>Points out parts of a picture that is drawn already: what is meant is ringed or framed, and the rest dims.</summary>
public static class LessonMarks
{
    private const float Dim = 0.66f;
    private const int MostNames = 4;

    /// <summary>Draws the marks.</summary>
    /// <param name="canvas">The canvas that the picture was drawn on.</param>
    /// <param name="places">Where things are in it.</param>
    /// <param name="snapshot">What it shows.</param>
    /// <param name="highlight">What is meant.</param>
    /// <param name="light">How much of the marks shows, in [0, 1].</param>
    /// <param name="theme">The colours.</param>
    public static void Draw(ICanvas canvas, ScenePlaces places, FrameSnapshot snapshot, LessonHighlight highlight, float light, SceneTheme theme)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(highlight);
        ArgumentNullException.ThrowIfNull(theme);
        if (highlight.IsEmpty || light <= 0)
        {
            return;
        }

        SceneLayout layout = places.Layout;
        float unit = layout.Scale;
        bool isArc = highlight.Tokens.Count > 0 || highlight.Hubs;
        foreach ((LessonPanel panel, Box part) in Parts(layout))
        {
            if (!SceneLayout.Has(part))
            {
                continue;
            }

            Box box = places.Scaled(part);
            bool isLit = highlight.Panels.Contains(panel) || (isArc && panel == LessonPanel.Arc);
            if (!isLit && panel != LessonPanel.Timeline)
            {
                canvas.Rectangle(box, theme.Background.Fade(Dim * light), 9 * unit);
            }
            else if (isLit && panel != LessonPanel.Arc)
            {
                Frame(canvas, panel == LessonPanel.Timeline ? box.Inset(-5 * unit) : box, unit, light, theme);
            }
        }

        if (places.Arc is null)
        {
            return;
        }

        if (highlight.Hubs)
        {
            foreach (HubSpot spot in places.Hubs)
            {
                Ring(canvas, spot.At, spot.Radius + (8 * unit), unit, light, theme);
            }
        }

        foreach (int token in highlight.Tokens)
        {
            if (token >= places.Tokens)
            {
                continue;
            }

            float radius = places.TokenRadius + (7 * unit);
            Ring(canvas, places.TokenAt(token), radius, unit, light, theme);
            if (highlight.Tokens.Count <= MostNames)
            {
                Name(canvas, places, snapshot, token, radius, light, theme);
            }
        }
    }

    private static (LessonPanel Panel, Box Box)[] Parts(SceneLayout layout) =>
    [
        (LessonPanel.Arc, layout.Stage), (LessonPanel.Cone, layout.Cone), (LessonPanel.Ways, layout.Ways),
        (LessonPanel.Reach, layout.Reach), (LessonPanel.Timeline, layout.Timeline), (LessonPanel.Recall, layout.Recall),
    ];

    private static void Frame(ICanvas canvas, in Box box, float unit, float light, SceneTheme theme)
    {
        canvas.Outline(box, new Stroke(theme.Text.Fade(0.18f * light), 6 * unit), 9 * unit);
        canvas.Outline(box, new Stroke(theme.Text.Fade(0.9f * light), 1.6f * unit), 9 * unit);
    }

    private static void Ring(ICanvas canvas, Vector2 at, float radius, float unit, float light, SceneTheme theme)
    {
        canvas.Arc(at, radius, 0, MathF.Tau, new Stroke(theme.Text.Fade(0.2f * light), 6 * unit));
        canvas.Arc(at, radius, 0, MathF.Tau, new Stroke(theme.Text.Fade(0.95f * light), 1.8f * unit));
    }

    // Inside the arc, where there is room: the token's text and its position.
    private static void Name(ICanvas canvas, ScenePlaces places, FrameSnapshot snapshot, int token, float radius, float light, SceneTheme theme)
    {
        float unit = places.Layout.Scale;
        string text = $"{Letters.Quoted(snapshot.Subject.Pieces[token])} {Letters.Count(token)}";
        var style = new TextStyle(TypeSize.Small * unit, theme.Text.Fade(light), FontWeight.Bold, TextAnchor.Middle);
        Vector2 half = new Vector2((canvas.MeasureText(text, style) / 2) + (7 * unit), 9 * unit), normal = places.NormalAt(token);
        float away = radius + (6 * unit) + MathF.Abs(normal.X * half.X) + MathF.Abs(normal.Y * half.Y);
        Vector2 at = places.TokenAt(token) - (normal * away);
        var box = new Box(at.X - half.X, at.Y - half.Y, 2 * half.X, 2 * half.Y);
        canvas.Rectangle(box, theme.Panel.Fade(0.92f * light), 5 * unit);
        canvas.Outline(box, new Stroke(theme.PanelEdge.Mix(theme.Secondary, 0.5f).Fade(light), MathF.Max(unit, 1)), 5 * unit);
        canvas.Text(text, new Vector2(at.X, MathF.Round(at.Y + (4 * unit))), style);
    }
}
