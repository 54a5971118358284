using System.Globalization;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Cards;
using TokenFlow.Scene.Shots;
using TokenFlow.Scene.Theme;

namespace TokenFlow.App.Gallery;

/// <summary>All scenarios on one sheet, a card each.</summary>
internal sealed class ContactSheet
{
    private const int Columns = 4;
    private const float Margin = 32, Gap = 18, CardWidth = 290, CardHeight = 262, Head = 92, Foot = 20;

    private readonly SceneTheme _theme;
    private readonly ShotDrawer _drawer = new();
    private readonly IReadOnlyList<ShownScenario> _shown;

    /// <param name="theme">Its colours.</param>
    /// <param name="shown">The scenarios, in order; their snapshots stay the caller's.</param>
    public ContactSheet(SceneTheme theme, IReadOnlyList<ShownScenario> shown)
    {
        _theme = theme;
        _shown = shown;
    }

    /// <summary>The sheet's size in canvas units.</summary>
    public Vector2 Size
    {
        get
        {
            int columns = Math.Clamp(_shown.Count, 1, Columns);
            int rows = (_shown.Count + columns - 1) / columns;
            return new Vector2((2 * Margin) + (columns * (CardWidth + Gap)) - Gap, Head + (rows * (CardHeight + Gap)) + Foot);
        }
    }

    /// <summary>Draws the sheet.</summary>
    public void Draw(ICanvas canvas)
    {
        canvas.Clear(_theme.Background);
        float width = Size.X - (2 * Margin);
        ScenarioCard.Line(canvas, "TokenFlow", Margin, 46, width, new TextStyle(22, _theme.Text, FontWeight.Bold));
        ScenarioCard.Line(
            canvas, "How information moves through sparse attention. Every edge is a weight that the kernel computed.", Margin, 70, width, new TextStyle(13, _theme.Secondary));
        if (_shown.Count > 1)
        {
            canvas.Text(
                string.Create(CultureInfo.InvariantCulture, $"{_shown.Count} scenarios"),
                new Vector2(Size.X - Margin, 46),
                new TextStyle(11, _theme.Secondary, FontWeight.Regular, TextAnchor.End));
        }

        for (int i = 0; i < _shown.Count; i++)
        {
            var card = new Box(Margin + (i % Columns * (CardWidth + Gap)), Head + (i / Columns * (CardHeight + Gap)), CardWidth, CardHeight);
            ScenarioCard.Ground(canvas, _theme, card, 1);
            _drawer.Draw(canvas, ScenarioCard.PictureOf(card, 1), new Shot(_shown[i].Snapshot, new ShotView(_theme.Name) { Options = ScenarioCard.Options }));
            ScenarioCard.Write(canvas, _theme, card, 1, _shown[i].Words);
        }
    }
}
