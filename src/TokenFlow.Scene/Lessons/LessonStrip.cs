using System.Numerics;
using System.Runtime.InteropServices;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Studies.Lessons;

namespace TokenFlow.Scene.Lessons;

/// <summary>The strip below a picture in which a lesson speaks: its sentences, measured figures in bold, and how far it is.</summary>
public static class LessonStrip
{
    private const float Height = 104, Margin = 32, Size = 17, Leading = 25, Aside = 150;
    private const int MostLines = 3, MostDots = 16;

    /// <summary>How high the strip is in a picture of a size, in canvas units; 0 where there is no room for one.</summary>
    public static float HeightOf(Vector2 size) => size.Y >= 300 * UnitOf(size) ? Height * UnitOf(size) : 0;

    /// <summary>Draws it.</summary>
    /// <param name="canvas">What is drawn on.</param>
    /// <param name="box">Where.</param>
    /// <param name="unit">Canvas units of a unit of type.</param>
    /// <param name="show">What is said.</param>
    /// <param name="theme">The colours.</param>
    public static void Draw(ICanvas canvas, in Box box, float unit, LessonShow show, SceneTheme theme)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(show);
        ArgumentNullException.ThrowIfNull(theme);
        if (box.Height <= 0 || box.Width <= 0)
        {
            return;
        }

        canvas.PushClip(box);
        canvas.Rectangle(box, theme.Panel);
        canvas.Rectangle(box with { Height = MathF.Max(1, unit) }, theme.PanelEdge);
        float margin = MathF.Min(Margin * unit, box.Width * 0.03f);
        float aside = box.Width > 700 * unit ? Aside * unit : 0;
        float width = box.Width - (2 * margin) - (14 * unit) - aside;
        List<List<Word>> lines = Set(canvas, show.Phrases, width, unit, theme);
        float leading = Leading * unit, top = box.Top + ((box.Height - (lines.Count * leading)) / 2);
        canvas.Rectangle(new Box(box.Left + margin, top + (3 * unit), 3 * unit, (lines.Count * leading) - (6 * unit)), theme.Running.Mix(theme.Text, 0.25f), 1.5f * unit);
        for (int i = 0; i < lines.Count; i++)
        {
            float baseline = MathF.Round(top + (i * leading) + (leading * 0.5f) + (Size * 0.36f * unit));
            foreach (Word word in lines[i])
            {
                canvas.Text(word.Text, new Vector2(box.Left + margin + (14 * unit) + word.Left, baseline), word.Style);
            }
        }

        if (aside > 0)
        {
            Progress(canvas, box, margin, unit, show, theme);
        }

        canvas.PopClip();
    }

    internal static float UnitOf(Vector2 size) => Math.Clamp(MathF.Min(size.X / 1280, size.Y / 720), 0.75f, 8);

    // Dots for the stops, the present one lit; below them what goes on.
    private static void Progress(ICanvas canvas, in Box box, float margin, float unit, LessonShow show, SceneTheme theme)
    {
        float right = box.Right - margin, y = box.Top + (box.Height / 2) - (show.Hint.Length > 0 ? 9 * unit : 0);
        if (show.Of <= MostDots)
        {
            var done = new List<Vector2>();
            var left = new List<Vector2>();
            for (int i = 1; i <= show.Of; i++)
            {
                (i < show.Number ? done : left).Add(new Vector2(right - ((show.Of - i) * 12 * unit) - (4 * unit), y));
            }

            canvas.Discs(CollectionsMarshal.AsSpan(done), 3 * unit, theme.Secondary);
            canvas.Discs(CollectionsMarshal.AsSpan(left), 3 * unit, theme.Track.Mix(theme.Secondary, 0.2f));
            canvas.Discs([new Vector2(right - ((show.Of - show.Number) * 12 * unit) - (4 * unit), y)], 4.2f * unit, theme.Text);
        }
        else
        {
            canvas.Text($"{show.Number} / {show.Of}", new Vector2(right, y + (4 * unit)), new TextStyle(TypeSize.Small * unit, theme.Secondary, FontWeight.Regular, TextAnchor.End));
        }

        if (show.Hint.Length > 0)
        {
            canvas.Text(show.Hint, new Vector2(right, y + (25 * unit)), new TextStyle(TypeSize.Small * unit, theme.Secondary, FontWeight.Regular, TextAnchor.End));
        }
    }

    // Words in lines; the last line that there is room for ends in an ellipsis where more would follow.
    private static List<List<Word>> Set(ICanvas canvas, IReadOnlyList<LessonPhrase> phrases, float width, float unit, SceneTheme theme)
    {
        var plain = new TextStyle(Size * unit, theme.Text.Mix(theme.Secondary, 0.28f));
        var strong = new TextStyle(Size * unit, theme.Text, FontWeight.Bold);
        // A space by itself may be measured as something that shows.
        float space = canvas.MeasureText("n n", plain) - canvas.MeasureText("nn", plain);
        var lines = new List<List<Word>> { new() };
        float x = 0;
        foreach (List<(string Text, bool IsMeasured)> word in Words(phrases))
        {
            float wide = 0;
            foreach ((string text, bool isMeasured) in word)
            {
                wide += canvas.MeasureText(text, isMeasured ? strong : plain);
            }

            float from = lines[^1].Count > 0 ? x + space : 0;
            if (from + wide > width && lines[^1].Count > 0)
            {
                if (lines.Count == MostLines)
                {
                    lines[^1].Add(new Word("…", x, plain));
                    break;
                }

                lines.Add([]);
                from = 0;
            }

            x = from;
            foreach ((string text, bool isMeasured) in word)
            {
                TextStyle style = isMeasured ? strong : plain;
                lines[^1].Add(new Word(text, x, style));
                x += canvas.MeasureText(text, style);
            }
        }

        return lines;
    }

    // A figure and the comma after it are one word.
    private static IEnumerable<List<(string Text, bool IsMeasured)>> Words(IReadOnlyList<LessonPhrase> phrases)
    {
        var word = new List<(string, bool)>();
        foreach (LessonPhrase phrase in phrases)
        {
            string[] parts = phrase.Text.Split(' ');
            for (int i = 0; i < parts.Length; i++)
            {
                if (i > 0 && word.Count > 0)
                {
                    yield return word;
                    word = [];
                }

                if (parts[i].Length > 0)
                {
                    word.Add((parts[i], phrase.IsMeasured));
                }
            }
        }

        if (word.Count > 0)
        {
            yield return word;
        }
    }

    private readonly record struct Word(string Text, float Left, TextStyle Style);
}

/// <summary>What a lesson shows of itself with a frame.</summary>
public sealed record LessonShow
{
    /// <summary>What is said.</summary>
    public required IReadOnlyList<LessonPhrase> Phrases { get; init; }

    /// <summary>The stop's number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>How many stops there are.</summary>
    public required int Of { get; init; }

    /// <summary>What is pointed out.</summary>
    public LessonHighlight Highlight { get; init; } = LessonHighlight.None;

    /// <summary>How much of the highlight shows, in [0, 1]: nothing while the run moves.</summary>
    public float Light { get; init; } = 1;

    /// <summary>What goes on from here, such as "Space goes on"; empty for nothing.</summary>
    public string Hint { get; init; } = "";
}
