using System.Numerics;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Edges;

/// <summary>
/// The curve of an edge, from the key (where information is) to the query (where it goes). Windows bow outwards, random
/// links are chords, links of hubs curve inwards to the sun: always to the left of their direction, so that what is
/// gathered and what is sent out turn opposite ways.
/// </summary>
internal readonly ref struct EdgeShapes(ArcLayout arc, IReadOnlyList<HubSpot> spots)
{
    /// <summary>Window edges over a larger part of the arc than this go across it: they would leave the picture outside.</summary>
    private const float WidestBow = 0.2f;

    /// <summary>The edge's curve.</summary>
    public Curve Of(in EdgeSnapshot edge)
    {
        int query = edge.Way == EdgeWay.Hub ? SpotOf(edge.Query) : -1;
        int key = edge.Way == EdgeWay.Hub ? SpotOf(edge.Key) : -1;
        if (edge.Query == edge.Key)
        {
            return Stub(query, edge.Key);
        }

        if (query >= 0 || key >= 0)
        {
            return ToSun(query, key, edge);
        }

        Vector2 from = arc.TokenAt(edge.Key), to = arc.TokenAt(edge.Query);
        float a = ArcGeometry.PlaceOf(edge.Key, arc.Tokens), b = ArcGeometry.PlaceOf(edge.Query, arc.Tokens);
        return edge.Way == EdgeWay.Window && MathF.Abs(a - b) <= WidestBow ? Bow(from, to, a, b) : Chord(from, to);
    }

    /// <summary>The number of the hub that shines for a token, or -1.</summary>
    public int SpotOf(int token)
    {
        int low = 0, high = spots.Count - 1;
        while (low <= high)
        {
            int mid = (low + high) / 2;
            if (spots[mid].Token == token)
            {
                return mid;
            }

            if (spots[mid].Token < token)
            {
                low = mid + 1;
            }
            else
            {
                high = mid - 1;
            }
        }

        return -1;
    }

    /// <summary>A curve between two places on the arc that bows outwards; farther apart bows farther, up to the arc's bow height.</summary>
    public Curve Bow(Vector2 from, Vector2 to, float a, float b)
    {
        float chord = Vector2.Distance(from, to);
        float height = arc.BowHeight * (1 - MathF.Exp(-0.55f * chord / MathF.Max(arc.BowHeight, 1)));
        Vector2 top = arc.Curve.At((a + b) / 2, height + arc.InnerEdge * 0.4f);
        // A quadratic passes half-way between its control point and the middle of its chord.
        return new Curve(from, (2 * top) - ((from + to) / 2), to);
    }

    /// <summary>A chord, drawn in a little towards the centre so that chords of one token part from each other.</summary>
    public Curve Chord(Vector2 from, Vector2 to) =>
        new(from, Vector2.Lerp((from + to) / 2, arc.Curve.Centre, 0.28f), to);

    /// <summary>A curve between two points that turns to the left of its direction and stops short of suns.</summary>
    public static Curve Swirl(Vector2 from, Vector2 to, float fromRadius, float toRadius)
    {
        Vector2 along = to - from;
        float length = along.Length();
        if (length < 1e-3f)
        {
            return new Curve(from, from, to);
        }

        along /= length;
        var left = new Vector2(along.Y, -along.X);
        Vector2 control = ((from + to) / 2) + (left * length * 0.17f);
        Vector2 start = from + (Vector2.Normalize(control - from) * MathF.Min(fromRadius, length * 0.45f));
        Vector2 end = to + (Vector2.Normalize(control - to) * MathF.Min(toRadius, length * 0.45f));
        return new Curve(start, control, end);
    }

    private Curve ToSun(int query, int key, in EdgeSnapshot edge)
    {
        Vector2 from = key >= 0 ? spots[key].At : arc.TokenAt(edge.Key);
        Vector2 to = query >= 0 ? spots[query].At : arc.TokenAt(edge.Query);
        return Swirl(from, to, key >= 0 ? spots[key].Radius + 6 : arc.InnerEdge, query >= 0 ? spots[query].Radius + 6 : arc.InnerEdge);
    }

    // What a token reads of itself: a short stub outwards.
    private Curve Stub(int spot, int token)
    {
        if (spot >= 0)
        {
            Vector2 out0 = spots[spot].At + new Vector2(0, -spots[spot].Radius);
            return new Curve(out0, out0 + new Vector2(0, -4), out0 + new Vector2(0, -4));
        }

        Vector2 at = arc.TokenAt(token);
        Vector2 normal = arc.Curve.NormalAt(ArcGeometry.PlaceOf(token, arc.Tokens));
        Vector2 foot = at + (normal * arc.DiscRadius);
        Vector2 tip = foot + (normal * MathF.Min(4, arc.BowHeight));
        return new Curve(foot, tip, tip);
    }
}
