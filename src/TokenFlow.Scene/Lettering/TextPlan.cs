using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Lettering;

/// <summary>How tokens' texts are set round the arc: along it where all fit, else pointing outwards.</summary>
/// <param name="Size">Their size.</param>
/// <param name="Room">How far they reach outwards; 0 where there are none.</param>
/// <param name="IsAlong">Whether they run along the arc.</param>
internal readonly record struct TextPlan(float Size, float Room, bool IsAlong)
{
    public static TextPlan For(ICanvas canvas, FrameSnapshot snapshot, in Box stage)
    {
        int tokens = snapshot.Tokens.Length;
        if (tokens > ArcLayout.MostTexts)
        {
            return default;
        }

        float half = MathF.Max(MathF.Min(stage.Width, stage.Height) / 2, 0);
        float size = tokens <= 48 ? TypeSize.Body : tokens <= 96 ? TypeSize.Small : TypeSize.Note;
        float most = MathF.Min(tokens <= 48 ? 78 : tokens <= 96 ? 66 : 54, half * 0.3f);
        // Measured in bold, so that a text that becomes bold still fits.
        var style = new TextStyle(size, default, FontWeight.Bold);
        float widest = 0;
        foreach (string piece in snapshot.Subject.Pieces)
        {
            widest = MathF.Max(widest, canvas.MeasureText(Letters.Piece(piece), style));
        }

        // The least the arc can be long with texts along it: a circle in the stage with a gap.
        float spacing = 5.4f * MathF.Max(half - 30 - size, 0) / tokens;
        return widest + 10 <= spacing
            ? new TextPlan(size, size, true)
            : new TextPlan(size, MathF.Min(widest, most), false);
    }
}
