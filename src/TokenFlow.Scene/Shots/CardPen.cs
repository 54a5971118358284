using System.Globalization;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Scene.Shots;

/// <summary>Draws a film's cards: what it is of, and at the end what was measured in its last frame. Nothing else stands on them.</summary>
internal sealed class CardPen
{
    private const float Margin = 96;
    private const float Rule = 3;
    private readonly ICanvas _canvas;
    private readonly SceneTheme _theme;
    private readonly float _cover;
    private readonly float _unit;

    /// <param name="canvas">Where.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="cover">How much the card covers what is below, 0 to 1.</param>
    /// <param name="hasGround">Whether it has a ground.</param>
    public CardPen(ICanvas canvas, SceneTheme theme, float cover, bool hasGround)
    {
        _canvas = canvas;
        _theme = theme;
        _cover = cover;
        _unit = MathF.Max(0.1f, MathF.Min(canvas.Size.X / 1280, canvas.Size.Y / 720));
        if (hasGround)
        {
            canvas.Rectangle(new Box(0, 0, canvas.Size.X, canvas.Size.Y), Faded(theme.Background));
        }
    }

    private float Left => MathF.Min(Margin * _unit, _canvas.Size.X * 0.08f);

    private float Width => _canvas.Size.X - (2 * Left);

    /// <summary>What the film is of.</summary>
    public void Title(FrameSnapshot snapshot)
    {
        Subject subject = snapshot.Subject;
        TextStyle title = Style(46, _theme.Text, FontWeight.Bold), summary = Style(19, _theme.Secondary.Mix(_theme.Text, 0.35f));
        List<string> titleLines = Wrap(subject.Title, title, 3), summaryLines = Wrap(subject.Summary, summary, 5);
        float height = (titleLines.Count * 56) + 34 + (summaryLines.Count * 29);
        float y = (_canvas.Size.Y / 2) - (height * _unit / 2) + (40 * _unit);
        y = Write(titleLines, title, y, 56);
        y = Line(y - (26 * _unit)) + (42 * _unit);
        _ = Write(summaryLines, summary, y, 29);
        Foot($"{Count(snapshot.Tokens.Length)} tokens   ·   {snapshot.PatternLabel}   ·   {subject.WeightSource} weights   ·   {Layers(subject.Layers)}");
    }

    /// <summary>What was measured in the frame below.</summary>
    public void End(FrameSnapshot snapshot)
    {
        TextStyle title = Style(26, _theme.Text, FontWeight.Bold);
        float y = (_canvas.Size.Y * 0.36f) - (40 * _unit);
        y = Write(Wrap(snapshot.Subject.Title, title, 2), title, y, 34);
        y = Line(y - (14 * _unit)) + (96 * _unit);
        List<(string Figure, string Meaning)> figures = FiguresOf(snapshot);
        TextStyle large = Style(44, _theme.Text, FontWeight.Bold), small = Style(15, _theme.Secondary);
        float column = Width / Math.Max(figures.Count, 3);
        for (int i = 0; i < figures.Count; i++)
        {
            float x = Left + (i * column);
            float fit = MathF.Min(1, (column - (20 * _unit)) / MathF.Max(1, _canvas.MeasureText(figures[i].Figure, large)));
            _canvas.Text(figures[i].Figure, new Vector2(x, y), large with { Size = large.Size * fit });
            float under = y + (30 * _unit);
            foreach (string line in Wrap(figures[i].Meaning, small, 3, column - (20 * _unit)))
            {
                _canvas.Text(line, new Vector2(x, under), small);
                under += 21 * _unit;
            }
        }

        string hash = snapshot.StateHash.ToString("x16", CultureInfo.InvariantCulture);
        Foot($"{Count(snapshot.Tokens.Length)} tokens   ·   {snapshot.PatternLabel}   ·   {Layers(snapshot.Subject.Layers)}   ·   state {hash}   ·   tokenflow record {snapshot.Subject.Name}");
    }

    private static List<(string Figure, string Meaning)> FiguresOf(FrameSnapshot snapshot)
    {
        var figures = new List<(string, string)>();
        Meters meters = snapshot.Meters;
        int tokens = snapshot.Tokens.Length;
        if (snapshot.Tracers.Count > 0)
        {
            figures.Add((Count(meters.Reach), $"of {Count(tokens)} tokens reached{(snapshot.Tracers.Count > 1 ? " by the first drop" : "")}"));
            figures.Add((meters.MeanHops.ToString("0.0", CultureInfo.InvariantCulture), "layers to reach one, on average"));
            if (meters.Ways.Hub > 0)
            {
                figures.Add(($"{(100 * meters.Ways.Hub).ToString("0", CultureInfo.InvariantCulture)}%", "of the dye came by hub"));
            }
        }

        if (snapshot.Recall is { } recall)
        {
            figures.Add(($"{(100 * recall.Recall).ToString("0", CultureInfo.InvariantCulture)}%", $"of {Count(snapshot.Facts.Length)} facts recalled"));
        }

        double share = meters.FullEdges > 0 ? 100.0 * meters.Edges / meters.FullEdges : 0;
        figures.Add((Count(meters.Edges), $"edges a layer, {share.ToString(share < 10 ? "0.0" : "0", CultureInfo.InvariantCulture)}% of full attention"));
        return figures;
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Layers(int count) => count == 1 ? "1 layer" : $"{count} layers";

    private TextStyle Style(float size, Rgba colour, FontWeight weight = FontWeight.Regular) => new(size * _unit, Faded(colour), weight);

    private Rgba Faded(Rgba colour) => colour with { A = (byte)MathF.Round(colour.A * _cover) };

    private float Line(float y)
    {
        _canvas.Rectangle(new Box(Left, y, 72 * _unit, Rule * _unit), Faded(_theme.Hub));
        return y;
    }

    private float Write(List<string> lines, in TextStyle style, float y, float leading)
    {
        foreach (string line in lines)
        {
            _canvas.Text(line, new Vector2(Left, y), style);
            y += leading * _unit;
        }

        return y;
    }

    // One line at the foot, as small as it must be.
    private void Foot(string text)
    {
        TextStyle style = Style(13, _theme.Secondary);
        float fit = MathF.Min(1, Width / MathF.Max(1, _canvas.MeasureText(text, style)));
        _canvas.Text(text, new Vector2(Left, _canvas.Size.Y - (46 * _unit)), style with { Size = style.Size * fit });
    }

    private List<string> Wrap(string text, in TextStyle style, int most, float? width = null)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && _canvas.MeasureText(longer, style) > (width ?? Width))
            {
                lines.Add(line);
                line = word;
                continue;
            }

            line = longer;
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        if (lines.Count > most)
        {
            lines.RemoveRange(most, lines.Count - most);
            lines[^1] += " …";
        }

        return lines;
    }
}
