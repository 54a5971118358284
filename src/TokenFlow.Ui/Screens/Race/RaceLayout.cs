using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Race;

/// <summary>Which part of the race stands where, in pixels. Where room is short the plots go first, then the words, then the timeline.</summary>
internal sealed class RaceLayout
{
    private readonly Box _lanes;
    private readonly float _gap;
    private readonly int _count;

    /// <param name="size">The window.</param>
    /// <param name="lanes">How many lanes there are.</param>
    public RaceLayout(Vector2 size, int lanes)
    {
        float unit = Unit = Math.Clamp(MathF.Min(size.X / 1280, size.Y / 720), 0.75f, 8);
        Size = size;
        _count = Math.Max(lanes, 1);
        _gap = MathF.Min(14 * unit, size.X * 0.02f);
        float margin = MathF.Min(28 * unit, size.X * 0.04f);
        float width = MathF.Max(size.X - (2 * margin), 1);
        float top = MathF.Min(8 * unit, size.Y * 0.02f), bottom = size.Y - top;
        if (size.Y >= 240 * unit)
        {
            Help = new Box(margin, bottom - (18 * unit), width, 18 * unit);
            bottom = Help.Top - (6 * unit);
        }

        if (size.Y >= 200 * unit)
        {
            Timeline = new Box(margin, bottom - (26 * unit), width, 26 * unit);
            bottom = Timeline.Top - (14 * unit);
        }

        if (size.Y >= 300 * unit)
        {
            Header = new Box(margin, 14 * unit, width, 54 * unit);
            top = Header.Bottom + (10 * unit);
        }

        if (size.Y >= 460 * unit && size.X >= 420 * unit)
        {
            float height = Math.Clamp((bottom - top) * 0.36f, 150 * unit, 260 * unit);
            float left = width >= 760 * unit ? (width - _gap) * 0.58f : width;
            Reach = new Box(margin, bottom - height, left, height);
            if (left < width)
            {
                Cost = new Box(margin + left + _gap, Reach.Top, width - left - _gap, height);
            }

            bottom = Reach.Top - _gap;
        }

        _lanes = new Box(margin, top, width, MathF.Max(bottom - top, 1));
    }

    public Vector2 Size { get; }

    /// <summary>Pixels of a unit of type.</summary>
    public float Unit { get; }

    public Box Header { get; }

    public Box Reach { get; }

    public Box Cost { get; }

    public Box Timeline { get; }

    public Box Help { get; }

    /// <summary>The button that adds a lane.</summary>
    public Box Add => Header.Height > 0 ? new Box(Header.Right - (118 * Unit), Header.Top + (4 * Unit), 118 * Unit, 28 * Unit) : default;

    /// <summary>A lane's panel.</summary>
    public Box Lane(int lane)
    {
        float width = MathF.Max((_lanes.Width - (_gap * (_count - 1))) / _count, 1);
        return _lanes with { Left = _lanes.Left + (lane * (width + _gap)), Width = width };
    }

    /// <summary>Whether lanes have words.</summary>
    public bool HasWords => _lanes.Height >= 130 * Unit && Lane(0).Width >= 100 * Unit;

    /// <summary>A lane's arc.</summary>
    public Box Picture(int lane)
    {
        Box box = Lane(lane);
        float head = HasWords ? 50 * Unit : 0, foot = HasWords ? 26 * Unit : 0;
        return new Box(box.Left + 2, box.Top + head, MathF.Max(box.Width - 4, 1), MathF.Max(box.Height - head - foot - 2, 1));
    }

    /// <summary>The words that choose a lane's pattern.</summary>
    public Box Choice(int lane)
    {
        Box box = Lane(lane);
        return HasWords ? new Box(box.Left, box.Top, MathF.Max(box.Width - (32 * Unit), 0), 46 * Unit) : default;
    }

    /// <summary>The cross that takes a lane away.</summary>
    public Box Remove(int lane)
    {
        Box box = Lane(lane);
        return HasWords ? new Box(box.Right - (30 * Unit), box.Top + (4 * Unit), 26 * Unit, 26 * Unit) : default;
    }

    /// <summary>The list of kinds under a lane's words.</summary>
    public DropMenu Menu(int lane, int rows)
    {
        Box box = Lane(lane);
        float width = MathF.Max(MathF.Min(190 * Unit, box.Width), 120 * Unit);
        return DropMenu.Under(new Vector2(box.Left + (8 * Unit), box.Top + (44 * Unit)), width, rows, Unit, Size);
    }
}
