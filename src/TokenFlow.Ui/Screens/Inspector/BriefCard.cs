using System.Numerics;
using TokenFlow.Scenarios.Cameras;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Places;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Screens.Touch;

namespace TokenFlow.Ui.Screens.Inspector;

/// <summary>What there is to know in brief of the token that is pointed at, near it; of an edge, between whom it runs.</summary>
/// <param name="places">Where things are in the picture.</param>
internal sealed class BriefCard(PicturePlaces places)
{
    private const float BriefWidth = 264;
    private const int BriefEdges = 3;

    private readonly InspectionSheet _sheet = new();
    private readonly SheetCard _card = new();
    private readonly CardSeat _seat = new();
    private (int Token, PointedEdge? Edge, long Layout) _seated = (-1, null, 0);
    private Box _seatBox;
    private Box _beside;

    /// <summary>Draws it, if there is anything to tell of.</summary>
    /// <param name="run">The run.</param>
    /// <param name="canvas">Where.</param>
    /// <param name="beside">The card of the locked token, which it must not hide.</param>
    /// <param name="isRested">Whether figures may wait.</param>
    public void Draw(RunContext run, ICanvas canvas, in Box beside, bool isRested)
    {
        if (!places.IsReady)
        {
            return;
        }

        _beside = beside;
        FlowSession session = run.Session;
        if (session.Selection.Edge is { } edge)
        {
            DrawEdge(run, canvas, edge);
        }
        else if (session.Selection.Token is { } token && token != session.View.Locked && token < places.Scene.Tokens)
        {
            DrawBrief(run, canvas, token, isRested);
        }
        else
        {
            _seated = (-1, null, 0);
        }
    }

    private void DrawBrief(RunContext run, ICanvas canvas, int token, bool isRested)
    {
        float unit = run.Layout.Unit;
        Box picture = run.Layout.Picture;

        // On a small stage the card would hide the arc.
        int edges = places.Scene.Stage.Height >= 420 * unit ? BriefEdges : 0;
        var size = new Vector2(BriefWidth, SheetCard.HeightOf(edges, 0)) * unit;
        if (size.X > picture.Width - 12 || size.Y > picture.Height - 12)
        {
            return;
        }

        Vector2 at = places.ToWindow(places.Scene.TokenAt(token));
        if (!picture.Contains(at))
        {
            return;
        }

        _sheet.Write(run.Session, token, isRested);
        if (_seated != (token, null, Seat(run)))
        {
            Gather(e => e.Query == token || e.Key == token);
            _seatBox = _seat.Find(at, (places.Scene.TokenRadius * places.Zoom) + (16 * unit), size, Ground(run), _beside);
            _seated = (token, null, Seat(run));
        }

        _card.Draw(canvas, run.Theme, unit, _seatBox, _sheet, edges, 0, canClose: false, run.Session.Selection.Edge);
    }

    private void DrawEdge(RunContext run, ICanvas canvas, PointedEdge edge)
    {
        if (edge.Query >= places.Scene.Tokens || edge.Key >= places.Scene.Tokens)
        {
            return;
        }

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
        {
            return;
        }

        Vector2 at = drawn is { } d ? d.Curve.At(0.5f) : (places.Scene.TokenAt(edge.Query) + places.Scene.TokenAt(edge.Key)) / 2;
        if (_seated != (-1, edge, Seat(run)))
        {
            Gather(p => p.Query == edge.Query && p.Key == edge.Key);
            _seatBox = _seat.Find(places.ToWindow(at), 14 * unit, size, Ground(run), _beside);
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
    private long Seat(RunContext run) => HashCode.Combine(run.Layout.Picture, run.Session.View.Camera, _beside);

    private void Gather(Func<PlacedEdge, bool> matters)
    {
        _seat.Shown.Clear();
        int step = Math.Max(places.Scene.Tokens / 128, 1);
        for (int i = 0; i < places.Scene.Tokens; i += step)
        {
            // The disc, and its text outside of it.
            _seat.Shown.Add(places.ToWindow(places.Scene.TokenAt(i)));
            if (places.Scene.Arc is { HasTexts: true } arc)
            {
                _seat.Shown.Add(places.ToWindow(places.Scene.TokenAt(i) + (places.Scene.NormalAt(i) * ((arc.TextOffset + 12) * places.Scene.Layout.Scale))));
            }
        }

        foreach (HubSpot spot in places.Scene.Hubs)
        {
            // Few things matter as much.
            for (int i = 0; i < 12; i++)
            {
                _seat.Shown.Add(places.ToWindow(spot.At + (new Vector2(MathF.Cos(i), MathF.Sin(i)) * spot.Radius)));
            }
        }

        foreach (ref readonly PlacedEdge edge in places.Scene.Edges)
        {
            if (!matters(edge) || _seat.Shown.Count > 1_200)
            {
                continue;
            }

            for (int i = 1; i < 8; i++)
            {
                _seat.Shown.Add(places.ToWindow(edge.Curve.At(i / 8f)));
            }
        }
    }
}
