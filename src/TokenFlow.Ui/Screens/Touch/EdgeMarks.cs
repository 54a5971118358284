using System.Numerics;
using System.Runtime.InteropServices;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Places;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Screens.Stage;

namespace TokenFlow.Ui.Screens.Touch;

/// <summary>The marks on edges: those of a token with their directions, the one that is chosen, and dashes where edges are cut.</summary>
/// <param name="places">Where things are in the picture.</param>
internal sealed class EdgeMarks(PicturePlaces places)
{
    // More arrows than this would be a hatching.
    private const int MostArrows = 48;

    // Batches: way x (incoming, outgoing).
    private readonly List<Curve>[] _curves = [.. Enumerable.Range(0, 6).Select(_ => new List<Curve>())];
    private readonly List<LineSegment>[] _arrows = [.. Enumerable.Range(0, 3).Select(_ => new List<LineSegment>())];
    private readonly List<LineSegment> _dashes = [];

    /// <summary>Draws the edges of a token that the picture shows, those that it reads brighter, with their directions.</summary>
    public void Of(RunContext run, ICanvas canvas, int token)
    {
        float scale = places.Scene.Layout.Scale;
        foreach (List<Curve> batch in _curves)
        {
            batch.Clear();
        }

        foreach (List<LineSegment> batch in _arrows)
        {
            batch.Clear();
        }

        int count = 0;
        foreach (ref readonly PlacedEdge edge in places.Scene.Edges)
        {
            if (edge.Query == edge.Key || (edge.Query != token && edge.Key != token))
            {
                continue;
            }

            bool isIncoming = edge.Query == token || edge.IsShared;
            _curves[((int)edge.Way * 2) + (isIncoming ? 0 : 1)].Add(edge.Curve);
            if (count++ >= MostArrows)
            {
                continue;
            }

            Arrow(edge.Curve, 0.6f, scale, _arrows[(int)edge.Way]);
            if (edge.IsShared)
            {
                Arrow(new Curve(edge.Curve.To, edge.Curve.Control, edge.Curve.From), 0.6f, scale, _arrows[(int)edge.Way]);
            }
        }

        // A hub's thousand edges together are as bright as a token's few.
        float crowd = Math.Clamp(MathF.Sqrt(24f / Math.Max(count, 1)), 0.22f, 1);
        for (int batch = _curves.Length - 1; batch >= 0; batch--)
        {
            if (_curves[batch].Count == 0)
            {
                continue;
            }

            bool isIncoming = batch % 2 == 0;
            Rgba colour = Bright(run, (EdgeWay)(batch / 2));
            ReadOnlySpan<Curve> curves = CollectionsMarshal.AsSpan(_curves[batch]);
            if (isIncoming && count <= MostArrows)
            {
                canvas.Curves(curves, new Stroke(colour.Fade(0.14f * crowd), 5 * scale, true));
            }

            canvas.Curves(curves, new Stroke(colour.Fade((isIncoming ? 0.95f : 0.55f) * crowd), (isIncoming ? 1.7f : 1.1f) * scale, true));
        }

        for (int way = 0; way < 3; way++)
        {
            if (_arrows[way].Count > 0)
            {
                canvas.Lines(CollectionsMarshal.AsSpan(_arrows[way]), new Stroke(Bright(run, (EdgeWay)way).Fade(MathF.Max(crowd, 0.6f)), 1.5f * scale, true));
            }
        }
    }

    /// <summary>Draws one edge, drawn in the picture, cut, or neither.</summary>
    /// <returns>Whether it has ends in this picture.</returns>
    public bool One(RunContext run, ICanvas canvas, PointedEdge edge, CutEdges cuts)
    {
        float scale = places.Scene.Layout.Scale;
        EdgeWay way = EdgeWay.Window;
        Curve curve;
        bool isCut = false;
        if (places.Scene.Find(edge.Query, edge.Key) is { } drawn)
        {
            (way, curve) = (drawn.Way, drawn.Curve);
        }
        else if (cuts.Find(edge.Query, edge.Key) is { } cut)
        {
            (curve, isCut) = (cut, true);
        }
        else if (edge.Query < places.Scene.Tokens && edge.Key < places.Scene.Tokens)
        {
            // Pointed at elsewhere and not drawn here: a thin line says between whom.
            way = places.Scene.Hubs.Any(h => h.Token == edge.Query || h.Token == edge.Key) ? EdgeWay.Hub : EdgeWay.Random;
            curve = places.Scene.CurveOf(edge.Query, edge.Key, way);
        }
        else
        {
            return false;
        }

        Rgba colour = isCut ? run.Theme.Cut : Bright(run, way);
        canvas.Curves([curve], new Stroke(colour.Fade(0.22f), 8 * scale, true));
        if (!isCut)
        {
            canvas.Curves([curve], new Stroke(colour, 2.6f * scale, true));
        }
        else
        {
            Dashes(canvas, curve, new Stroke(run.Theme.Text.Fade(0.9f), 1.6f * scale), scale);
        }

        _arrows[0].Clear();
        Arrow(curve, 0.58f, scale * 1.5f, _arrows[0]);
        if (_arrows[0].Count > 0)
        {
            canvas.Lines(CollectionsMarshal.AsSpan(_arrows[0]), new Stroke(isCut ? run.Theme.Text : colour, 2.2f * scale, true));
        }

        return true;
    }

    /// <summary>Draws dashes where edges are cut.</summary>
    public void Cut(RunContext run, ICanvas canvas, CutEdges cuts)
    {
        if (cuts.All.Count == 0)
        {
            return;
        }

        float scale = places.Scene.Layout.Scale;
        _dashes.Clear();
        foreach ((_, Curve curve) in cuts.All)
        {
            AddDashes(curve, scale, _dashes);
        }

        canvas.Lines(CollectionsMarshal.AsSpan(_dashes), new Stroke(run.Theme.Cut.Fade(0.8f), 1.1f * scale));
    }

    private void Dashes(ICanvas canvas, in Curve curve, in Stroke stroke, float scale)
    {
        _dashes.Clear();
        AddDashes(curve, scale, _dashes);
        canvas.Lines(CollectionsMarshal.AsSpan(_dashes), stroke);
    }

    private static void AddDashes(in Curve curve, float scale, List<LineSegment> into)
    {
        float length = Vector2.Distance(curve.From, curve.Control) + Vector2.Distance(curve.Control, curve.To);
        int dashes = Math.Clamp((int)(length / (7 * scale)), 2, 120);
        for (int i = 0; i < dashes; i++)
        {
            into.Add(new LineSegment(curve.At((i + 0.2f) / dashes), curve.At((i + 0.8f) / dashes)));
        }
    }

    // An open arrow head along the curve; short lines have no room for one.
    private static void Arrow(in Curve curve, float t, float scale, List<LineSegment> into)
    {
        float size = 4.2f * scale;
        if (Vector2.Distance(curve.From, curve.To) < 6 * size)
        {
            return;
        }

        Vector2 tip = curve.At(t), along = curve.At(t + 0.01f) - curve.At(t - 0.01f);
        if (along.LengthSquared() < 1e-12f)
        {
            return;
        }

        along = Vector2.Normalize(along) * size;
        var aside = new Vector2(-along.Y, along.X);
        into.Add(new LineSegment(tip - along + (aside * 0.62f), tip));
        into.Add(new LineSegment(tip - along - (aside * 0.62f), tip));
    }

    private static Rgba Bright(RunContext run, EdgeWay way) => run.Theme.Of(way).Mix(run.Theme.IsLight ? run.Theme.Text : run.Theme.SunCore, 0.22f);
}
