using System.CommandLine;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;

namespace TokenFlow.App.Stills;

/// <summary>How a picture was made, in a line under it: vectors go into papers.</summary>
internal static class CommandCaption
{
    /// <summary>Draws a picture and the caption under it.</summary>
    /// <param name="canvas">All of it is drawn on.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="parsed">The command.</param>
    /// <param name="state">The state that is shown, as a hash.</param>
    /// <param name="draw">Draws the picture.</param>
    public static void Draw(ICanvas canvas, SceneTheme theme, ParseResult parsed, ulong state, Action<ICanvas> draw)
    {
        string caption = FormattableString.Invariant($"{CommandOf(parsed)}   ·   state {state:x16}");
        const float Strip = 22, Margin = 32, Size = 9, Baseline = 10;
        float unit = MathF.Max(0.1f, MathF.Min(canvas.Size.X / 1280, canvas.Size.Y / 720));
        var region = new RegionCanvas();
        canvas.Clear(theme.Background);
        region.Begin(canvas, new Box(0, 0, canvas.Size.X, MathF.Max(1, canvas.Size.Y - (Strip * unit))));
        draw(region);
        region.End();
        var style = new TextStyle(Size * unit, theme.Secondary);
        float fit = MathF.Min(1, (canvas.Size.X - (2 * Margin * unit)) / MathF.Max(1, canvas.MeasureText(caption, style)));
        canvas.Text(caption, new Vector2(Margin * unit, canvas.Size.Y - (Baseline * unit)), style with { Size = style.Size * fit });
    }

    // As it was typed, quoted where a shell needs it.
    private static string CommandOf(ParseResult parsed) => string.Join(' ', parsed.Tokens.Select(t => t.Value).Prepend("tokenflow").Select(
        word => word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "-_./=:,%".Contains(c, StringComparison.Ordinal)) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
}
