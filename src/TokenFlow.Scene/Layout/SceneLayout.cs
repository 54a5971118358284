using System.Numerics;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Scene.Layout;

/// <summary>
/// Which part of the picture stands where. Worked out in layout units, in which type has its nominal sizes; a picture
/// of 1280 x 720 has one layout unit a canvas unit. Where room is short, parts go in this order: reach and hubs, the
/// legend, ways, the light cone, the timeline, the header.
/// </summary>
public sealed class SceneLayout
{
    private const float Gap = 12;

    /// <summary>Canvas units in a layout unit.</summary>
    public float Scale { get; private init; } = 1;

    /// <summary>The size of the picture in layout units.</summary>
    public Vector2 Size { get; private init; }

    /// <summary>Title and caption; empty where there is no room.</summary>
    public Box Header { get; private set; }

    /// <summary>The arc's place.</summary>
    public Box Stage { get; private set; }

    public Box Cone { get; private set; }

    /// <summary>The rows of the light cone within its panel: the start, then a row a layer, all of one height.</summary>
    public Box ConeRows => new(Cone.Left + 34, Cone.Top + 39, Cone.Width - 50, Cone.Height - 63);

    public Box Ways { get; private set; }

    public Box Reach { get; private set; }

    /// <summary>The recall task's figures, where there is one: in place of reach, or where there is no room for both, of ways.</summary>
    public Box Recall { get; private set; }

    public Box Timeline { get; private set; }

    public Box Legend { get; private set; }

    /// <summary>Pattern, parameters and what was left out.</summary>
    public Box BottomLine { get; private set; }

    /// <summary>Whether a part has any room.</summary>
    public static bool Has(in Box box) => box.Width > 0 && box.Height > 0;

    /// <summary>The layout of a picture of this size in canvas units; any size, however odd.</summary>
    /// <param name="canvas">The size.</param>
    /// <param name="panels">Whether there are panels beside the arc.</param>
    /// <param name="arcOnly">Whether there is nothing but the arc.</param>
    /// <param name="recall">Whether there is a recall task to show.</param>
    public static SceneLayout For(Vector2 canvas, bool panels, bool arcOnly = false, bool recall = false)
    {
        float width = float.IsFinite(canvas.X) ? MathF.Max(canvas.X, 0) : 0;
        float height = float.IsFinite(canvas.Y) ? MathF.Max(canvas.Y, 0) : 0;
        bool isWide = width >= 1.12f * height;
        float scale = isWide ? MathF.Min(height / 720, width / 900) : MathF.Min(width / 720, height / 720);
        // Type smaller than this is not read any more: rather drop parts than shrink further.
        scale = Math.Clamp(scale, 0.75f, 8);

        var layout = new SceneLayout { Scale = scale, Size = new Vector2(width / scale, height / scale) };
        if (arcOnly)
        {
            layout.Stage = new Box(0, 0, layout.Size.X, layout.Size.Y).Inset(MathF.Min(layout.Size.X, layout.Size.Y) * 0.03f);
        }
        else if (isWide)
        {
            layout.Wide(panels);
        }
        else
        {
            layout.Tall(panels);
        }

        if (recall)
        {
            layout.MakeRoomForRecall();
        }

        return layout;
    }

    private void Wide(bool panels)
    {
        float margin = Size.Y < 400 ? 14 : Size.X > 1000 ? 32 : 24;
        float right = Size.X - margin;
        bool hasColumn = panels && Size.X >= 560 && Size.Y >= 260;
        float column = hasColumn ? Math.Clamp(Size.X * 0.325f, 232, 416) : 0;
        float stageRight = hasColumn ? right - column - 24 : right;
        float bottom = Frame(margin, stageRight - margin, right - margin);

        if (!hasColumn)
        {
            return;
        }

        float left = right - column;
        float columnBottom = bottom;
        if (Size.Y >= 600)
        {
            Legend = new Box(left, Timeline.Top - 10, column, Timeline.Height + 10);
            columnBottom = Legend.Top - 14;
        }

        Stack(new Box(left, margin, column, columnBottom - margin));
    }

    private void Tall(bool panels)
    {
        float margin = Size.X < 400 ? 12 : 28;
        float width = MathF.Max(Size.X - (2 * margin), 0);
        Frame(margin, width, width);
        float bottom = Stage.Bottom;
        if (!panels || Size.Y < 420 || width < 300)
        {
            return;
        }

        float spare = Size.Y - Size.X;
        bool isStacked = spare > 300;
        float panelHeight = isStacked ? MathF.Min(spare - 20, 640) : MathF.Max(Size.Y * 0.27f, 170);
        float stageBottom = bottom - panelHeight - Gap;
        Stage = new Box(Stage.Left, Stage.Top, Stage.Width, MathF.Max(stageBottom - Stage.Top, 0));
        var area = new Box(margin, stageBottom + Gap, width, panelHeight);
        if (isStacked)
        {
            if (area.Height > 420)
            {
                Legend = new Box(area.Left, area.Bottom - 32, area.Width, 32);
                area = area with { Height = area.Height - 44 };
            }

            Stack(area);
            return;
        }

        float half = (width - Gap) / 2;
        Cone = area with { Width = half };
        Ways = new Box(area.Left + half + Gap, area.Top, half, area.Height);
    }

    // Recall takes the room of reach, and some of the cone's where that has more than it needs; without reach that of ways.
    private void MakeRoomForRecall()
    {
        if (!Has(Reach))
        {
            (Recall, Ways) = (Ways, default);
            return;
        }

        float more = Math.Clamp(Cone.Height - 150, 0, 60);
        Cone = Cone with { Height = Cone.Height - more };
        Ways = Ways with { Top = Ways.Top - more };
        Recall = new Box(Reach.Left, Reach.Top - more, Reach.Width, Reach.Height + more);
        Reach = default;
    }

    // Header above, timeline and bottom line below, the stage between; gives back where the stage ends.
    private float Frame(float margin, float stageWidth, float fullWidth)
    {
        float top = margin * 0.5f;
        float bottom = Size.Y - MathF.Min(margin * 0.5f, 8);
        if (Size.Y >= 150)
        {
            BottomLine = new Box(margin, bottom - 14, MathF.Max(fullWidth, 0), 14);
            bottom = BottomLine.Top - 6;
        }

        if (Size.Y >= 240)
        {
            Header = new Box(margin, margin - 8, MathF.Max(stageWidth, 0), Size.Y >= 420 ? 66 : 46);
            top = Header.Bottom;
            Timeline = new Box(margin, bottom - 26, MathF.Max(stageWidth, 0), 26);
            bottom = Timeline.Top - 10;
        }

        Stage = new Box(margin, top, MathF.Max(stageWidth, 0), MathF.Max(bottom - top, 0));
        return Size.Y >= 240 ? Timeline.Bottom : bottom;
    }

    // Panels one above the other, the last ones dropped first.
    private void Stack(in Box area)
    {
        const float LeastCone = 110, LeastWays = 128, LeastReach = 150;
        float height = area.Height;
        if (height < LeastCone)
        {
            return;
        }

        if (height < LeastCone + Gap + LeastWays)
        {
            Cone = area with { Height = MathF.Min(height, 260) };
            return;
        }

        if (height < LeastCone + LeastWays + LeastReach + (2 * Gap))
        {
            Ways = new Box(area.Left, area.Bottom - LeastWays, area.Width, LeastWays);
            Cone = area with { Height = Ways.Top - Gap - area.Top };
            return;
        }

        float ways = MathF.Min(LeastWays + ((height - 388) * 0.15f), 172);
        float reach = MathF.Min(LeastReach + ((height - 388) * 0.26f), 230);
        Reach = new Box(area.Left, area.Bottom - reach, area.Width, reach);
        Ways = new Box(area.Left, Reach.Top - Gap - ways, area.Width, ways);
        Cone = area with { Height = Ways.Top - Gap - area.Top };
    }
}
