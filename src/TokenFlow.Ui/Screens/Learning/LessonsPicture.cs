using System.Globalization;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Studies.Lessons;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Learning;

/// <summary>The list of lessons as a picture: where its cards stand, and what is drawn on them.</summary>
/// <param name="lessons">The lessons, in order.</param>
internal sealed class LessonsPicture(IReadOnlyList<Lesson> lessons)
{
    private const float CardHeight = 94, Gap = 12, HeadHeight = 92, FootHeight = 34;

    private readonly UiFrame _ui = new();
    private readonly List<string> _lines = [];

    /// <summary>The window.</summary>
    public Vector2 Size { get; private set; }

    /// <summary>Pixels of a unit of type.</summary>
    public float Unit { get; private set; }

    /// <summary>Where the cards stand.</summary>
    public CardGrid Cards { get; private set; } = new(default, default, default, 0, 1, 0, 0);

    private float Margin => MathF.Min(32 * Unit, Size.X * 0.05f);

    private float Top => HeadHeight * Unit;

    private float Bottom => Size.Y - (FootHeight * Unit);

    /// <summary>Fits it to the window.</summary>
    public void Fit(Vector2 size)
    {
        if (size == Size)
        {
            return;
        }

        Size = size;
        Unit = Math.Clamp(MathF.Min(size.X / 1280, size.Y / 720), 0.75f, 8);
        int columns = size.X >= 760 * Unit ? 2 : 1;
        float gap = Gap * Unit, width = (size.X - (2 * Margin) - (gap * (columns - 1))) / columns;
        var view = new Box(0, Top, size.X, MathF.Max(Bottom - Top, 0));
        Cards = new CardGrid(view, new Vector2(Margin, Top), new Vector2(width, CardHeight * Unit), gap, columns, lessons.Count, foot: gap);
    }

    /// <summary>Draws it.</summary>
    /// <param name="canvas">Where; all of it.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="chosen">The lesson that is chosen.</param>
    /// <param name="scroll">How far the cards are scrolled.</param>
    /// <param name="message">What is told; empty for nothing.</param>
    /// <param name="help">The line of keys.</param>
    public void Draw(ICanvas canvas, SceneTheme theme, int chosen, float scroll, string message, string help)
    {
        canvas.Clear(theme.Background);
        _ui.BeginDraw(canvas, theme, Unit);
        canvas.PushClip(new Box(0, Top, Size.X, MathF.Max(Bottom - Top, 0)));
        for (int i = 0; i < lessons.Count; i++)
        {
            Box card = Cards.Card(i, scroll);
            if (Cards.IsSeen(card))
            {
                Card(canvas, theme, card, i, i == chosen);
            }
        }

        canvas.PopClip();
        float width = Size.X - (2 * Margin);
        _ui.Text("Lessons", new Box(Margin, 22 * Unit, width, 28 * Unit), TypeSize.Title, theme.Text, TextAnchor.Start, FontWeight.Bold);
        string said = message.Length > 0 ? message : "Runs that stop where there is something to see, and say what. Every figure is measured in the run.";
        _ui.Text(said, new Box(Margin, 52 * Unit, width, 20 * Unit), TypeSize.Body, message.Length > 0 ? theme.Hub : theme.Secondary);
        _ui.Text(help, new Box(Margin, Bottom + (6 * Unit), width, 22 * Unit), TypeSize.Small, theme.Secondary);
        _ui.EndDraw(new Box(0, 0, Size.X, Size.Y));
    }

    private void Card(ICanvas canvas, SceneTheme theme, in Box card, int number, bool isChosen)
    {
        Lesson lesson = lessons[number];
        canvas.Rectangle(card, isChosen ? theme.Panel.Mix(theme.PanelEdge, 0.45f) : theme.Panel, 9 * Unit);
        canvas.Outline(card.Inset(0.5f), new Stroke(isChosen ? theme.Hub.Fade(0.85f) : theme.PanelEdge, MathF.Max(Unit, 1)), 8.5f * Unit);
        string no = (number + 1).ToString(CultureInfo.InvariantCulture);
        _ui.Text(no, new Box(card.Left, card.Top, 56 * Unit, card.Height), TypeSize.Title, isChosen ? theme.Hub : theme.Secondary, TextAnchor.Middle);
        float left = card.Left + (58 * Unit), width = card.Width - (76 * Unit);
        string stops = lesson.Stops.Count == 1 ? "1 stop" : $"{lesson.Stops.Count} stops";
        _ui.Text(lesson.Title, new Box(left, card.Top + (13 * Unit), width - (70 * Unit), 20 * Unit), TypeSize.Body, theme.Text, TextAnchor.Start, FontWeight.Bold);
        _ui.Text(stops, new Box(card.Right - (88 * Unit), card.Top + (13 * Unit), 70 * Unit, 20 * Unit), TypeSize.Small, theme.Secondary, TextAnchor.End);
        TextWrap.Lines(_ui, lesson.Summary, new TextStyle(_ui.Px(TypeSize.Body), theme.Secondary), width, 2, _lines);
        for (int i = 0; i < _lines.Count; i++)
        {
            _ui.Text(_lines[i], new Box(left, card.Top + ((36 + (i * 19)) * Unit), width, 19 * Unit), TypeSize.Body, theme.Secondary.Mix(theme.Text, 0.3f));
        }
    }
}
