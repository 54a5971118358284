using TokenFlow.Scene.Canvas;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>
/// What stands where in the bar. What finds no room goes into the list behind the last button, what is needed least first; of
/// read-outs the layer stays longest.
/// </summary>
internal sealed class BarLayout
{
    private const float Margin = 10, GroupGap = 11, ListWidth = 196, ListRow = 26;
    private const int FirstOnRight = 4;

    private static readonly BarItem[] All =
    [
        new(CommandId.Restart, Icon.Restart, 5, 0),
        new(CommandId.LayerBack, Icon.LayerBack, 2, 0),
        new(CommandId.TogglePlay, Icon.Play, 0, 0, 34),
        new(CommandId.LayerOn, Icon.LayerOn, 1, 0),
        new(CommandId.Slower, Icon.Minus, 12, 1, 24),
        new(CommandId.NormalSpeed, Icon.Normal, 14, 1, 38),
        new(CommandId.Faster, Icon.Plus, 13, 1, 24),
        new(null, Icon.More, 3, 2, 84),
        new(null, Icon.Pulse, 11, 2, 76),
        new(CommandId.Undo, Icon.Undo, 6, 3),
        new(CommandId.Redo, Icon.Redo, 8, 3),
        new(CommandId.EditText, Icon.Pencil, 9, 4),
        new(CommandId.PasteText, Icon.Paste, 20, 4),
        new(CommandId.OpenFile, Icon.Folder, 21, 4),
        new(CommandId.SelfCheck, Icon.Check, 17, 5),
        new(CommandId.ToggleMatrix, Icon.Matrix, 10, 5),
        new(CommandId.ToggleOverlay, Icon.Pulse, 24, 5),
        new(CommandId.Lessons, Icon.Lesson, 25, 6),
        new(CommandId.Quiz, Icon.Quiz, 26, 6),
        new(CommandId.Race, Icon.Race, 15, 6),
        new(CommandId.Gallery, Icon.Gallery, 7, 6),
        new(CommandId.ToggleFilm, Icon.Film, 16, 7),
        new(CommandId.Still, Icon.Camera, 22, 7),
        new(CommandId.Save, Icon.Save, 18, 7),
        new(CommandId.TogglePanels, Icon.Panels, 11, 8),
        new(CommandId.ToggleTheme, Icon.Theme, 19, 8),
        new(CommandId.FullScreen, Icon.Full, 23, 8),
        new(CommandId.ToggleHelp, Icon.Help, 4, 9),
        new(CommandId.Quit, Icon.Close, 25, 9),
    ];

    private readonly List<(BarItem Item, Box Box)> _shown = [];
    private readonly List<BarItem> _hidden = [];
    private readonly List<Box> _lines = [];
    private readonly bool[] _has = new bool[All.Length];
    private (Box Bar, float Unit) _of;

    /// <summary>What is in the bar, and where.</summary>
    public IReadOnlyList<(BarItem Item, Box Box)> Shown => _shown;

    /// <summary>What is behind <see cref="More"/>.</summary>
    public IReadOnlyList<BarItem> Hidden => _hidden;

    /// <summary>The button that opens the list of what found no room; empty where all did.</summary>
    public Box More { get; private set; }

    /// <summary>The room between what stands on the left and what stands on the right.</summary>
    public Box Free { get; private set; }

    /// <summary>The list over the bar.</summary>
    public Box List { get; private set; }

    /// <summary>A line of the list for each of <see cref="Hidden"/>.</summary>
    public IReadOnlyList<Box> Lines => _lines;

    /// <summary>Lays a bar out.</summary>
    public void Fit(in Box bar, in Box window, float unit)
    {
        if (_of == (bar, unit))
        {
            return;
        }

        _of = (bar, unit);
        _shown.Clear();
        _hidden.Clear();
        _lines.Clear();
        More = default;
        List = default;
        Free = default;
        if (!(bar.Width >= 1 && bar.Height >= 1))
        {
            return;
        }

        float width = (bar.Width / unit) - (2 * Margin);
        Array.Fill(_has, true);
        bool isWhole = true;
        while (Needed(isWhole) > width)
        {
            isWhole = false;
            int least = -1;
            for (int i = 0; i < All.Length; i++)
            {
                if (_has[i] && (least < 0 || All[i].Rank >= All[least].Rank))
                {
                    least = i;
                }
            }

            if (least < 0)
            {
                break;
            }

            _has[least] = false;
        }

        for (int i = 0; i < All.Length; i++)
        {
            if (!_has[i] && All[i].Command is not null)
            {
                _hidden.Add(All[i]);
            }
        }

        float height = MathF.Min(28 * unit, bar.Height), top = bar.Top + ((bar.Height - height) / 2);
        Place(bar.Left + (Margin * unit), isLeft: true);
        float between = _shown.Count > 0 ? _shown[^1].Box.Right : bar.Left;
        float right = Of(isLeft: false) + (isWhole ? 0 : 34);
        float end = bar.Right - (Margin * unit);
        Place(end - (right * unit), isLeft: false);
        Free = new Box(between, top, MathF.Max(end - (right * unit) - between, 0), height);
        if (!isWhole && width >= 30)
        {
            More = new Box(end - (30 * unit), top, 30 * unit, height);
            PlaceList(bar, window, unit);
        }

        void Place(float x, bool isLeft)
        {
            int group = -1;
            for (int i = 0; i < All.Length; i++)
            {
                BarItem item = All[i];
                if (!_has[i] || item.Group < FirstOnRight != isLeft)
                {
                    continue;
                }

                if (group >= 0 && group != item.Group)
                {
                    x += GroupGap * unit;
                }

                group = item.Group;
                _shown.Add((item, new Box(x, top, item.Width * unit, height)));
                x += item.Width * unit;
            }
        }
    }

    private float Needed(bool isWhole)
    {
        float left = Of(isLeft: true), right = Of(isLeft: false) + (isWhole ? 0 : 34);
        return left + right + (left > 0 && right > 0 ? GroupGap : 0);
    }

    private float Of(bool isLeft)
    {
        float width = 0;
        int group = -1;
        for (int i = 0; i < All.Length; i++)
        {
            if (!_has[i] || All[i].Group < FirstOnRight != isLeft)
            {
                continue;
            }

            width += All[i].Width + (group >= 0 && group != All[i].Group ? GroupGap : 0);
            group = All[i].Group;
        }

        return width;
    }

    private void PlaceList(in Box bar, in Box window, float unit)
    {
        const float Pad = 6;
        float most = (bar.Top - window.Top) - ((2 * Pad) + 6) * unit;
        int rows = Math.Clamp((int)(most / (ListRow * unit)), 1, Math.Max(_hidden.Count, 1));
        int columns = (_hidden.Count + rows - 1) / rows;
        rows = (_hidden.Count + columns - 1) / Math.Max(columns, 1);
        float column = MathF.Min(ListWidth * unit, (window.Width - (4 * Pad * unit)) / columns);
        float row = MathF.Min(ListRow * unit, MathF.Max(most / rows, 1));
        float width = (column * columns) + (2 * Pad * unit), height = (row * rows) + (2 * Pad * unit);
        List = new Box(MathF.Max(bar.Right - (Pad * unit) - width, window.Left), bar.Top - (6 * unit) - height, width, height);
        for (int i = 0; i < _hidden.Count; i++)
        {
            _lines.Add(new Box(List.Left + (Pad * unit) + (i / rows * column), List.Top + (Pad * unit) + (i % rows * row), column, row));
        }
    }
}

/// <summary>Something in the bar: a command's button, or what is read off between buttons.</summary>
/// <param name="Command">Its command; null for a read-out.</param>
/// <param name="Icon">Its sign.</param>
/// <param name="Rank">How much it is needed: where room is short the highest go first.</param>
/// <param name="Group">Groups stand a little apart.</param>
/// <param name="Width">Units across.</param>
internal readonly record struct BarItem(CommandId? Command, Icon Icon, int Rank, int Group, float Width = 30);
