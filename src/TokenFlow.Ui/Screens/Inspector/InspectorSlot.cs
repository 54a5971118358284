using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;
using TokenFlow.Ui.Screens.Stage;

namespace TokenFlow.Ui.Screens.Inspector;

/// <summary>Where the inspector has room, and for how much.</summary>
internal static class InspectorSlot
{
    private const float LeastWidth = 288;

    /// <summary>Its place; empty where it has none.</summary>
    // Beside the arc, where the meters are, so that arc and light cone stay in sight; else over the lower part of the picture.
    public static Box Of(RunContext run)
    {
        Box picture = run.Layout.Picture;
        float unit = run.Layout.Unit;
        SceneLayout layout = run.Layout.Scene;
        float scale = layout.Scale;
        Box first = SceneLayout.Has(layout.Cone) && layout.Cone.Top > layout.Stage.Top + 40 ? layout.Cone : SceneLayout.Has(layout.Ways) ? layout.Ways : layout.Recall;
        Box area = default;
        if (SceneLayout.Has(first))
        {
            Box ways = SceneLayout.Has(layout.Ways) ? layout.Ways : first, last = SceneLayout.Has(layout.Reach) ? layout.Reach : SceneLayout.Has(layout.Recall) ? layout.Recall : ways;
            float left = MathF.Min(first.Left, ways.Left), top = MathF.Min(first.Top, ways.Top);
            float right = MathF.Max(first.Right, ways.Right), bottom = MathF.Max(MathF.Max(first.Bottom, ways.Bottom), last.Bottom);
            area = new Box(picture.Left + (left * scale), picture.Top + (top * scale), (right - left) * scale, (bottom - top) * scale);

            // Below it are the timeline and a line of text, which a card with all in it may take a little of.
            if (SheetCard.IsWide(area.Width / unit))
            {
                area = area with { Height = MathF.Max(area.Height, MathF.Min(SheetCard.WideHeightOf(5) * unit, area.Height + (14 * unit))) };
            }
        }

        if (area.Width >= LeastWidth * unit && area.Height >= SheetCard.HeightOf(2, 0) * unit)
        {
            return area;
        }

        float width = MathF.Min(340 * unit, picture.Width - (16 * unit)), height = MathF.Min(360 * unit, picture.Height - (16 * unit));
        if (width < 150 * unit || height < SheetCard.HeightOf(0, 0) * unit)
        {
            return default;
        }

        (int edges, int keys) = Room(width / unit, height / unit);
        height = SheetCard.HeightOf(edges, keys) * unit;
        return new Box(picture.Right - width - (8 * unit), picture.Bottom - height - (8 * unit), width, height);
    }

    /// <summary>How many edges and keys of the sum a card of a size, in units, has lines for.</summary>
    // As many lines as fit: the sum goes first, then edges.
    public static (int Edges, int Keys) Room(float width, float height)
    {
        for (int lines = SumSheet.MostKeys; SheetCard.IsWide(width) && lines >= 2; lines--)
        {
            if (SheetCard.WideHeightOf(lines) <= height)
            {
                return (lines, lines - 1);
            }
        }

        for (int keys = SumSheet.MostKeys; keys >= 2; keys--)
        {
            for (int edges = InspectionSheet.MostEdges; edges >= keys - 1 && edges >= 3; edges--)
            {
                if (SheetCard.HeightOf(edges, keys) <= height)
                {
                    return (edges, keys);
                }
            }
        }

        for (int edges = InspectionSheet.MostEdges; edges > 0; edges--)
        {
            if (SheetCard.HeightOf(edges, 0) <= height)
            {
                return (edges, 0);
            }
        }

        return (0, 0);
    }
}
