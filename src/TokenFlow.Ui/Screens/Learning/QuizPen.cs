using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Learning;

/// <summary>What the parts of the quiz's picture draw with.</summary>
internal sealed class QuizPen
{
    private readonly List<string> _lines = [];

    /// <summary>The widgets' frame, while it draws.</summary>
    public UiFrame Ui { get; } = new();

    public SceneTheme Theme { get; private set; } = SceneTheme.Dark();

    /// <summary>Where what stands.</summary>
    public required QuizSheet Sheet { get; set; }

    /// <summary>Begins a picture.</summary>
    public void Begin(ICanvas canvas, SceneTheme theme)
    {
        Theme = theme;
        canvas.Clear(theme.Background);
        Ui.BeginDraw(canvas, theme, Sheet.Unit);
    }

    /// <summary>Ends it.</summary>
    public void End() => Ui.EndDraw(new Box(0, 0, Sheet.Size.X, Sheet.Size.Y));

    /// <summary>Lines of text in a box, as many as have room.</summary>
    public void Paragraph(string text, in Box box, float size, float leading, Rgba colour, FontWeight weight = FontWeight.Regular)
    {
        int most = (int)(box.Height / (leading * Sheet.Unit));
        if (most < 1)
        {
            return;
        }

        TextWrap.Lines(Ui, text, new TextStyle(Ui.Px(size), colour, weight), box.Width, most, _lines);
        for (int i = 0; i < _lines.Count; i++)
        {
            Ui.Text(_lines[i], new Box(box.Left, box.Top + (i * leading * Sheet.Unit), box.Width, leading * Sheet.Unit), size, colour, TextAnchor.Start, weight);
        }
    }
}
