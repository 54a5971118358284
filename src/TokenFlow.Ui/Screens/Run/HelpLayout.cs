using TokenFlow.Scene.Canvas;
using TokenFlow.Ui.Commands;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>Where the help's groups and lines stand: in one to three columns, as even as the groups' order allows.</summary>
internal sealed class HelpLayout
{
    private const float LineHeight = 22, HeadHeight = 30, GroupGap = 12, LeastColumn = 330, ColumnGap = 26;
    private const int MostColumns = 3;

    private readonly List<(CommandGroup Group, List<HelpLine> Lines)> _groups = [];
    private readonly List<(CommandGroup Group, Box Box)> _heads = [];
    private readonly List<(HelpLine Line, Box Box)> _lines = [];
    private (float Width, float Unit) _of;

    public HelpLayout(CommandTable table)
    {
        foreach (HelpLine line in HelpLine.Of(table))
        {
            if (_groups.Count == 0 || _groups[^1].Group != line.Group)
            {
                _groups.Add((line.Group, []));
            }

            _groups[^1].Lines.Add(line);
        }
    }

    /// <summary>The groups' titles, from the top left of the content.</summary>
    public IReadOnlyList<(CommandGroup Group, Box Box)> Heads => _heads;

    /// <summary>The lines.</summary>
    public IReadOnlyList<(HelpLine Line, Box Box)> Lines => _lines;

    /// <summary>How tall it is, in pixels.</summary>
    public float Height { get; private set; }

    /// <summary>Lays it out.</summary>
    public void Fit(float width, float unit)
    {
        if (_of == (width, unit))
        {
            return;
        }

        _of = (width, unit);
        _heads.Clear();
        _lines.Clear();
        int columns = Math.Clamp((int)(((width / unit) + ColumnGap) / (LeastColumn + ColumnGap)), 1, MostColumns);
        float[] heights = [.. _groups.Select(g => HeadHeight + (LineHeight * g.Lines.Count))];
        float most = Shortest(heights, columns);
        float columnWidth = (width - (ColumnGap * unit * (columns - 1))) / columns, left = 0, y = 0;
        Height = 0;
        for (int g = 0; g < _groups.Count; g++)
        {
            if (y > 0 && y + heights[g] > most + 0.5f)
            {
                left += columnWidth + (ColumnGap * unit);
                y = 0;
            }

            _heads.Add((_groups[g].Group, new Box(left, y * unit, columnWidth, HeadHeight * unit)));
            float line = y + HeadHeight;
            foreach (HelpLine help in _groups[g].Lines)
            {
                _lines.Add((help, new Box(left, line * unit, columnWidth, LineHeight * unit)));
                line += LineHeight;
            }

            Height = MathF.Max(Height, line * unit);
            y = line + GroupGap;
        }
    }

    // The least height with which the groups, in their order, fill no more than so many columns.
    private static float Shortest(float[] heights, int columns)
    {
        float best = heights.Sum() + (GroupGap * heights.Length);
        for (int from = 0; from < heights.Length; from++)
        {
            float height = 0;
            for (int to = from; to < heights.Length; to++)
            {
                height += heights[to] + (to > from ? GroupGap : 0);
                if (height < best && Fits(heights, columns, height))
                {
                    best = height;
                }
            }
        }

        return best;
    }

    private static bool Fits(float[] heights, int columns, float most)
    {
        int used = 1;
        float y = 0;
        foreach (float height in heights)
        {
            if (height > most + 0.5f)
            {
                return false;
            }

            if (y > 0 && y + height > most + 0.5f)
            {
                used++;
                y = 0;
            }

            y += height + GroupGap;
        }

        return used <= columns;
    }
}
