using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Places;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Inspector;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Screens.Touch;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>
/// What there is to know of a token: in full of the locked one, beside the arc, and in brief of the one that is pointed at,
/// near it. An edge that is pointed at says between whom it runs.
/// </summary>
internal sealed class InspectorPart(PicturePlaces places) : IRunPart
{
    private const float LeastWidth = 288;
    private const float BriefWidth = 264;
    private const int BriefEdges = 3;
    private const int LongText = 4_096;

    private readonly InspectionSheet _locked = new();
    private readonly InspectionSheet _brief = new();
    private readonly SheetCard _card = new();
    private readonly SheetCard _small = new();
    private readonly CardSeat _seat = new();
    private PointerClaim _claim;
    private (int Token, PointedEdge? Edge, long Layout) _seated = (-1, null, 0);
    private Box _seatBox;

    /// <summary>The sheet of the locked token.</summary>
    internal InspectionSheet Locked => _locked;

    /// <summary>The card of the locked token.</summary>
    internal SheetCard Card => _card;

    /// <inheritdoc/>
    public void Update(RunContext run, ref InputFrame input)
    {
        SessionSelection selection = run.Session.Selection;
        if (_card.Box.Width <= 0 || !_card.Box.Contains(input.Mouse))
        {
            _claim.Release(selection);
            return;
        }

        bool isOver = false;
        foreach ((Box box, int partner, PointedEdge edge) in _card.Lines)
        {
            if (!box.Contains(input.Mouse))
                continue;
            isOver = true;
            run.IsOverButton = true;
            _claim.Point(selection, null, edge);
            if (input.Clicked.Has(MouseButton.Left))
            {
                run.Session.Lock(partner);
                selection.Point(null);
            }

            break;
        }

        if (!isOver)
            _claim.Release(selection);
        if (_card.Close.Contains(input.Mouse))
        {
            run.IsOverButton = true;
            if (input.Clicked.Has(MouseButton.Left))
                run.Session.Unlock();
        }

        if (input.Clicked.Has(MouseButton.Right))
            run.Session.Unlock();
        input = input.WithoutMouse();
    }

    /// <inheritdoc/>
    public void Draw(RunContext run, ICanvas canvas)
    {
        FlowSession session = run.Session;
        bool isRested = session.IsPlaying && session.Document.Sequence.Count > LongText;
        if (session.View.Locked is { } locked && Slot(run) is { Width: > 0 } slot)
        {
            _locked.Write(session, locked, isRested);
            float unit = run.Layout.Unit;
            (int edges, int keys) = Room(slot.Width / unit, slot.Height / unit);
            float height = keys > 0 && SheetCard.IsWide(slot.Width / unit) ? SheetCard.WideHeightOf(edges) : SheetCard.HeightOf(edges, keys);
            Box box = slot with { Height = MathF.Min(slot.Height, height * unit) };
            _card.Draw(canvas, run.Theme, unit, box, _locked, edges, keys, canClose: true, session.Selection.Edge);
        }
        else
        {
            _card.Hide();
        }

        if (!places.IsReady)
            return;
        if (session.Selection.Edge is { } edge)
            DrawEdge(run, canvas, edge);
        else if (session.Selection.Token is { } token && token != session.View.Locked && token < places.Scene.Tokens)
            DrawBrief(run, canvas, token, isRested);
        else
            _seated = (-1, null, 0);
    }

    // Beside the arc, where the meters are, so that arc and light cone stay in sight; else over the lower part of the picture.
    private static Box Slot(RunContext run)
    {
        Box picture = run.Layout.Picture;
        float unit = run.Layout.Unit;
        SceneLayout layout = run.Layout.Scene;
        float scale = layout.Scale;
        Box first = SceneLayout.Has(layout.Cone) && layout.Cone.Top > layout.Stage.Top + 40 ? layout.Cone : layout.Ways;
        Box area = default;
        if (SceneLayout.Has(first))
        {
            Box ways = SceneLayout.Has(layout.Ways) ? layout.Ways : first, last = SceneLayout.Has(layout.Reach) ? layout.Reach : ways;
            float left = MathF.Min(first.Left, ways.Left), top = MathF.Min(first.Top, ways.Top);
            float right = MathF.Max(first.Right, ways.Right), bottom = MathF.Max(MathF.Max(first.Bottom, ways.Bottom), last.Bottom);
            area = new Box(picture.Left + (left * scale), picture.Top + (top * scale), (right - left) * scale, (bottom - top) * scale);

            // Below it are the timeline and a line of text, which a card with all in it may take a little of.
            if (SheetCard.IsWide(area.Width / unit))
                area = area with { Height = MathF.Max(area.Height, MathF.Min(SheetCard.WideHeightOf(5) * unit, area.Height + (14 * unit))) };
        }

        if (area.Width >= LeastWidth * unit && area.Height >= SheetCard.HeightOf(2, 0) * unit)
            return area;
        float width = MathF.Min(340 * unit, picture.Width - (16 * unit)), height = MathF.Min(360 * unit, picture.Height - (16 * unit));
        if (width < 150 * unit || height < SheetCard.HeightOf(0, 0) * unit)
            return default;
        (int edges, int keys) = Room(width / unit, height / unit);
        height = SheetCard.HeightOf(edges, keys) * unit;
        return new Box(picture.Right - width - (8 * unit), picture.Bottom - height - (8 * unit), width, height);
    }

    // As many lines as fit: the sum goes first, then edges.
    private static (int Edges, int Keys) Room(float width, float height)
    {
        for (int lines = InspectionSheet.MostKeys; SheetCard.IsWide(width) && lines >= 2; lines--)
        {
            if (SheetCard.WideHeightOf(lines) <= height)
                return (lines, lines - 1);
        }

        for (int keys = InspectionSheet.MostKeys; keys >= 2; keys--)
        {
            for (int edges = InspectionSheet.MostEdges; edges >= keys - 1 && edges >= 3; edges--)
            {
                if (SheetCard.HeightOf(edges, keys) <= height)
                    return (edges, keys);
            }
        }

        for (int edges = InspectionSheet.MostEdges; edges > 0; edges--)
        {
            if (SheetCard.HeightOf(edges, 0) <= height)
                return (edges, 0);
        }

        return (0, 0);
    }

    private void DrawBrief(RunContext run, ICanvas canvas, int token, bool isRested)
    {
        float unit = run.Layout.Unit;
        Box picture = run.Layout.Picture;

        // On a small stage the card would hide the arc.
        int edges = places.Scene.Stage.Height >= 420 * unit ? BriefEdges : 0;
        var size = new Vector2(BriefWidth, SheetCard.HeightOf(edges, 0)) * unit;
        if (size.X > picture.Width - 12 || size.Y > picture.Height - 12)
            return;
        Vector2 at = places.ToWindow(places.Scene.TokenAt(token));
        if (!picture.Contains(at))
            return;
        _brief.Write(run.Session, token, isRested);
        if (_seated != (token, null, Seat(run)))
        {
            Gather(e => e.Query == token || e.Key == token);
            _seatBox = _seat.Find(at, (places.Scene.TokenRadius * places.Zoom) + (16 * unit), size, Ground(run), _card.Box);
            _seated = (token, null, Seat(run));
        }

        _small.Draw(canvas, run.Theme, unit, _seatBox, _brief, edges, 0, canClose: false, run.Session.Selection.Edge);
    }

    private void DrawEdge(RunContext run, ICanvas canvas, PointedEdge edge)
    {
        if (edge.Query >= places.Scene.Tokens || edge.Key >= places.Scene.Tokens)
            return;
        float unit = run.Layout.Unit;
        IReadOnlyList<string> pieces = run.Session.Snapshot.Subject.Pieces;
        PlacedEdge? drawn = places.Scene.Find(edge.Query, edge.Key);
        bool isCut = run.Session.Simulation.Knobs.Edits.CutEdges.Contains((edge.Query, edge.Key));
        string first = $"{Letters.Quoted(pieces[edge.Query])} {edge.Query}  reads  {Letters.Quoted(pieces[edge.Key])} {edge.Key}";
        string second = isCut ? "cut; a click heals it"
            : drawn is { } e ? $"{e.Way.ToString().ToLowerInvariant()} · weight {CardPen.Dye(e.Weight)} · a click cuts it"
            : "among the bundles; not drawn by itself";
        var pen = new CardPen(canvas, run.Theme, unit);
        float width = MathF.Max(pen.Measure(first, 11, FontWeight.Bold), pen.Measure(second, 9)) + (20 * unit);
        var size = new Vector2(width, 38 * unit);
        Box picture = run.Layout.Picture;
        if (size.X > picture.Width - 12 || size.Y > picture.Height - 12)
            return;
        Vector2 at = drawn is { } d ? d.Curve.At(0.5f) : (places.Scene.TokenAt(edge.Query) + places.Scene.TokenAt(edge.Key)) / 2;
        if (_seated != (-1, edge, Seat(run)))
        {
            Gather(p => p.Query == edge.Query && p.Key == edge.Key);
            _seatBox = _seat.Find(places.ToWindow(at), 14 * unit, size, Ground(run), _card.Box);
            _seated = (-1, edge, Seat(run));
        }

        Box box = _seatBox with { Width = width };
        pen.Panel(box);
        pen.Text(first, new Vector2(box.Left + (10 * unit), box.Top + (16 * unit)), 11, run.Theme.Text, FontWeight.Bold);
        pen.Text(second, new Vector2(box.Left + (10 * unit), box.Top + (29 * unit)), 9, isCut || drawn is null ? run.Theme.Secondary : run.Theme.Of(drawn.Value.Way));
    }

    // The arc's stage and what of the picture is beside it: header and timeline stay in sight.
    private Box Ground(RunContext run)
    {
        Box picture = run.Layout.Picture;
        Box stage = places.Scene.Stage;
        return run.Session.View.Camera == Camera.Whole
            ? new Box(picture.Left, picture.Top + stage.Top, picture.Width, stage.Height)
            : picture;
    }

    // A card stays where it is while time goes on; it is seated anew when what it speaks of or the view changes.
    private long Seat(RunContext run) => HashCode.Combine(run.Layout.Picture, run.Session.View.Camera, _card.Box);

    private void Gather(Func<PlacedEdge, bool> matters)
    {
        _seat.Shown.Clear();
        int step = Math.Max(places.Scene.Tokens / 128, 1);
        for (int i = 0; i < places.Scene.Tokens; i += step)
        {
            // The disc, and its text outside of it.
            _seat.Shown.Add(places.ToWindow(places.Scene.TokenAt(i)));
            if (places.Scene.Arc is { HasTexts: true } arc)
                _seat.Shown.Add(places.ToWindow(places.Scene.TokenAt(i) + (places.Scene.NormalAt(i) * ((arc.TextOffset + 12) * places.Scene.Layout.Scale))));
        }

        foreach (HubSpot spot in places.Scene.Hubs)
        {
            // Few things matter as much.
            for (int i = 0; i < 12; i++)
                _seat.Shown.Add(places.ToWindow(spot.At + (new Vector2(MathF.Cos(i), MathF.Sin(i)) * spot.Radius)));
        }

        foreach (ref readonly PlacedEdge edge in places.Scene.Edges)
        {
            if (!matters(edge) || _seat.Shown.Count > 1_200)
                continue;
            for (int i = 1; i < 8; i++)
                _seat.Shown.Add(places.ToWindow(edge.Curve.At(i / 8f)));
        }
    }
}
