using System.Globalization;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>The hubs in the side panel, each with its token and its load; a click cuts or heals one.</summary>
internal sealed class HubList
{
    private const int MostHubs = 8, MostCached = 4096;

    private readonly UiFrame _ui;
    private readonly SideColumn _column;
    private readonly Dictionary<string, string> _pieces = [];
    private bool _allHubs;

    public HubList(UiFrame ui, SideColumn column)
    {
        _ui = ui;
        _column = column;
    }

    /// <summary>The section.</summary>
    public void Walk(RunContext run)
    {
        FrameSnapshot snapshot = run.Session.Snapshot;
        int count = snapshot.Hubs.Count;
        _column.Section("Hubs", _ui.IsDrawing ? _ui.Number(new WidgetId("hubs"), count, n => n == 0 ? "none" : SideColumn.Whole(n)) : "");
        if (count == 0)
        {
            Box hint = _column.Next(16);
            if (_ui.IsDrawing)
            {
                _ui.Text("Ctrl+click a token to make it one", hint, TypeSize.Small, _ui.Theme.Secondary);
            }

            return;
        }

        int shown = _allHubs ? count : Math.Min(count, MostHubs);
        float row = _ui.Px(22);
        Box clip = run.Layout.Side;
        float first = _column.At;
        for (int i = 0; i < shown; i++)
        {
            var box = new Box(_column.Left - _ui.Px(4), first + (i * row), _column.Width + _ui.Px(8), row);
            // Cut or healed, the snapshot is another frame's: the rest of the list waits for the next.
            if (box.Bottom > clip.Top && box.Top < clip.Bottom && Hub(run, snapshot.Hubs[i], box))
            {
                break;
            }
        }

        _column.At = first + (shown * row);
        if (count <= MostHubs)
        {
            return;
        }

        Box more = _column.Next(22);
        string label = _allHubs ? "fewer" : _ui.Number(new WidgetId("more hubs"), count - MostHubs, n => $"{SideColumn.Whole(n)} more");
        if (Button.Run(_ui, new WidgetId("all hubs"), more, label))
        {
            _allHubs = !_allHubs;
        }
    }

    private bool Hub(RunContext run, in HubSnapshot hub, in Box box)
    {
        int position = hub.Position;
        var id = new WidgetId("hub", position);
        if (!_ui.IsDrawing)
        {
            bool isClicked = _ui.Clicked(id, box);
            if (_ui.Hot == id)
            {
                _ui.SetTip(id, box, hub.IsCut ? "Heal the hub" : "Cut the hub", "X");
            }

            return isClicked && run.Session.Editor.ToggleCutHub(position);
        }

        Rgba ground = _ui.GroundOf(id, default);
        if (ground.A > 0)
        {
            _ui.Canvas.Rectangle(box, ground, _ui.Px(5));
        }

        Rgba sun = hub.IsCut ? run.Theme.Cut : run.Theme.Hub;
        IconPen.Draw(_ui.Canvas, hub.IsCut ? Icon.CutSun : Icon.Sun, box with { Width = _ui.Px(22) }, _ui.Px(0.85f), sun);
        float x = box.Left + _ui.Px(22);
        _ui.Text(_ui.Number(id, position, SideColumn.Whole), new Box(x, box.Top, _ui.Px(32), box.Height), TypeSize.Small, _ui.Theme.Secondary, TextAnchor.End);
        x += _ui.Px(39);
        float end = box.Right - _ui.Px(4), percent = _ui.Px(34), bar = _ui.Px(44);
        Rgba ink = hub.IsCut ? _ui.Theme.Secondary : _ui.Theme.Text;
        _ui.Text(Piece(run.Session.Snapshot.Subject.Pieces[position]), new Box(x, box.Top, end - percent - bar - x - _ui.Px(6), box.Height), TypeSize.Small, ink);
        if (hub.IsCut)
        {
            _ui.Text("cut", new Box(end - percent - bar, box.Top, percent + bar, box.Height), TypeSize.Small, _ui.Theme.Secondary, TextAnchor.End);
            return false;
        }

        var track = new Box(end - percent - bar, box.Top + (box.Height / 2) - _ui.Px(2), bar, _ui.Px(4));
        _ui.Canvas.Rectangle(track, _ui.Theme.Press, _ui.Px(2));
        float load = Math.Clamp(hub.Load, 0, 1);
        if (load > 0)
        {
            _ui.Canvas.Rectangle(track with { Width = MathF.Max(bar * load, _ui.Px(2)) }, sun, _ui.Px(2));
        }

        string share = _ui.Number(new WidgetId("hub load", position), Math.Round(load, 3), p => (100 * p).ToString(p < 0.0995 ? "0.0' %'" : "0' %'", CultureInfo.InvariantCulture));
        _ui.Text(share, new Box(end - percent, box.Top, percent, box.Height), TypeSize.Note, _ui.Theme.Secondary, TextAnchor.End);
        return false;
    }

    private string Piece(string piece)
    {
        if (piece.Length == 0 || (piece[0] != ' ' && piece[^1] != ' '))
        {
            return piece;
        }

        if (_pieces.TryGetValue(piece, out string? known))
        {
            return known;
        }

        if (_pieces.Count >= MostCached)
        {
            _pieces.Clear();
        }

        string trimmed = piece.Trim(' ');
        return _pieces[piece] = trimmed.Length > 0 ? trimmed : piece;
    }
}
