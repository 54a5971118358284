using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Facts;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Scene.Layout;

/// <summary>How large the strips of tiles at readers are.</summary>
/// <param name="Tiles">How many tiles a strip has; 0 for no strips.</param>
/// <param name="Columns">How many stand side by side.</param>
/// <param name="Side">A tile's side, the gap to the next included.</param>
/// <param name="Words">The room of the count beyond the tiles; 0 without.</param>
internal readonly record struct ReaderPlan(int Tiles, int Columns, float Side, float Words)
{
    private const float Longest = 36;

    /// <summary>From the tiles to the count.</summary>
    public const float Gap = 4;

    /// <summary>How far a strip reaches outwards, its count included.</summary>
    public float Length => Tiles == 0 ? 0 : TilesLength + (Words > 0 ? Gap + Words : 0);

    /// <summary>How far the tiles reach outwards.</summary>
    public float TilesLength => Columns == 0 ? 0 : (Tiles + Columns - 1) / Columns * Side;

    /// <summary>How wide a strip is along the arc: its tiles or its count's letters.</summary>
    public float Width => MathF.Max(Columns * Side, TypeSize.Note) + 4;

    /// <summary>The plan for so many facts.</summary>
    /// <param name="canvas">The widths of texts.</param>
    /// <param name="facts">How many facts there are.</param>
    /// <param name="stage">The arc's stage: where it is small the counts are left out.</param>
    public static ReaderPlan For(ICanvas canvas, int facts, in Box stage)
    {
        float half = MathF.Min(stage.Width, stage.Height) / 2;
        int tiles = Math.Min(facts, FactView.MostTiles);
        if (tiles <= 0 || half < 120)
        {
            return default;
        }

        int columns = tiles <= 6 ? 1 : tiles <= 20 ? 2 : tiles <= 36 ? 3 : 4;
        int rows = (tiles + columns - 1) / columns;
        float longest = half < 190 ? Longest * 0.62f : Longest;
        float words = half < 190 ? 0 : canvas.MeasureText(Widest(facts), new TextStyle(TypeSize.Note, default, FontWeight.Bold));
        return new ReaderPlan(tiles, columns, MathF.Min(longest / rows, 6.5f), words);
    }

    /// <summary>How many of how many.</summary>
    public static string CountOf(float read, int facts, bool isMean) => isMean
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{read:0.0} of {facts}")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{read:0} of {facts}");

    private static string Widest(int facts) => CountOf(facts, facts, isMean: facts < 10);
}
