using System.Numerics;
using System.Runtime.InteropServices;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Edges;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Passes;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Places;

/// <summary>
/// Where things are in a frame's picture, in its canvas units: what pointing and marking need. Read from the very plan that is
/// drawn; what it says stays true until that plan is made anew, and outlives the snapshot.
/// </summary>
public sealed class ScenePlaces
{
    private const int Pieces = 8;
    private const int Halvings = 14;

    private readonly Dictionary<long, int> _lines = [];
    private readonly List<PlacedEdge> _edges = [];
    private readonly List<(Vector2 Least, Vector2 Most)> _bounds = [];
    private readonly List<HubSpot> _hubs = [];
    private Vector2[] _tokens = [];
    private PlannedFrame? _plan;
    private ArcLayout? _arc;
    private int _layers;
    private (long Frame, ulong Hash, float Ink) _frame;

    /// <summary>How many tokens there are; 0 before anything was placed.</summary>
    public int Tokens { get; private set; }

    /// <summary>Which part of the picture stands where, in layout units: times <see cref="SceneLayout.Scale"/> they are canvas units.</summary>
    public SceneLayout Layout { get; private set; } = SceneLayout.For(Vector2.Zero, panels: false);

    /// <summary>The arc, in layout units; null where the picture has no room for one.</summary>
    public ArcLayout? Arc => _arc is { Curve.Length: > 8 } ? _arc : null;

    /// <summary>The radius of a token's disc; half the band's thickness where tokens have none.</summary>
    public float TokenRadius => _arc is null ? 0 : (_arc.Style == ArcStyle.Band ? _arc.BandThickness / 2 : _arc.DiscRadius) * Layout.Scale;

    /// <summary>The arc's centre.</summary>
    public Vector2 Centre => (_arc?.Curve.Centre ?? Vector2.Zero) * Layout.Scale;

    /// <summary>The arc's stage.</summary>
    public Box Stage => Scaled(Layout.Stage);

    /// <summary>The hubs' suns in position order.</summary>
    public IReadOnlyList<HubSpot> Hubs => _hubs;

    /// <summary>The edges that are drawn by themselves, the strongest first.</summary>
    public ReadOnlySpan<PlacedEdge> Edges => CollectionsMarshal.AsSpan(_edges);

    /// <summary>Curves that were measured point by point, in all searches so far: what a search costs.</summary>
    internal long CurvesMeasured { get; private set; }

    /// <summary>Where a token stands.</summary>
    public Vector2 TokenAt(int token) => _tokens[token];

    /// <summary>The outward direction at a token.</summary>
    public Vector2 NormalAt(int token) => _arc!.Curve.NormalAt(ArcGeometry.PlaceOf(token, Tokens));

    /// <summary>
    /// The token whose disc is nearest, or beside whose text the point is, or the reader on whose strip. In a crowd several tokens share a pixel: it is the one
    /// whose place on the arc is nearest.
    /// </summary>
    /// <param name="point">The point.</param>
    /// <param name="reach">How far a disc's edge may be.</param>
    /// <returns>The token; -1 for none.</returns>
    public int NearestToken(Vector2 point, float reach)
    {
        if (Arc is null)
        {
            return -1;
        }

        float disc = TokenRadius + reach;
        float text = _arc!.HasTexts ? (_arc.TextOffset + _plan!.Texts.Room) * Layout.Scale : 0;
        (int nearest, float least) = (-1, float.PositiveInfinity);
        ReadOnlySpan<Vector2> tokens = _tokens.AsSpan(0, Tokens);
        for (int i = 0; i < tokens.Length; i++)
        {
            float distance = Vector2.DistanceSquared(tokens[i], point);
            if (distance < least)
            {
                (nearest, least) = (i, distance);
            }
        }

        if (least <= disc * disc)
        {
            return nearest;
        }

        if (StripAt(point) is { } strip)
        {
            return strip.Token;
        }

        // Beside its text: outside the windows' bows, across the arc from the token.
        if (nearest < 0 || text <= 0 || least > text * text)
        {
            return -1;
        }

        Vector2 normal = NormalAt(nearest), away = point - tokens[nearest];
        float outwards = Vector2.Dot(away, normal), aside = MathF.Abs((away.X * normal.Y) - (away.Y * normal.X));
        return outwards >= (_arc.TextOffset - 2) * Layout.Scale && aside <= MathF.Max(_arc.Spacing * 0.75f, 6) * Layout.Scale ? nearest : -1;
    }

    /// <summary>The readers' strips outside the arc, in layout units; none where there is no recall task or no room.</summary>
    public IReadOnlyList<ReaderStrip> Readers => _plan?.Readers.Strips ?? [];

    /// <summary>The token of the hub whose sun is there; -1 for none.</summary>
    /// <param name="point">The point.</param>
    /// <param name="reach">How far a sun's edge may be.</param>
    public int HubAt(Vector2 point, float reach = 0)
    {
        if (Arc is null)
        {
            return -1;
        }

        (int nearest, float least) = (-1, reach);
        foreach (HubSpot spot in _hubs)
        {
            float away = Vector2.Distance(spot.At, point) - spot.Radius;
            if (away <= least)
            {
                (nearest, least) = (spot.Token, away);
            }
        }

        return nearest;
    }

    /// <summary>
    /// The edge whose line is nearest, the strongest where lines cross. Where both directions share a line it is the one that
    /// leads to the nearer end.
    /// </summary>
    /// <param name="point">The point.</param>
    /// <param name="reach">How far the line may be.</param>
    /// <returns>The edge; null for none.</returns>
    public PlacedEdge? NearestEdge(Vector2 point, float reach)
    {
        if (Arc is null || !(reach >= 0))
        {
            return null;
        }

        (int nearest, float at, float least) = (-1, 0, reach * reach);
        ReadOnlySpan<(Vector2 Least, Vector2 Most)> bounds = CollectionsMarshal.AsSpan(_bounds);
        ReadOnlySpan<PlacedEdge> edges = Edges;
        float margin = reach;
        for (int e = 0; e < bounds.Length; e++)
        {
            ref readonly (Vector2 Least, Vector2 Most) box = ref bounds[e];
            if (point.X < box.Least.X - margin || point.X > box.Most.X + margin || point.Y < box.Least.Y - margin || point.Y > box.Most.Y + margin)
            {
                continue;
            }

            CurvesMeasured++;
            (float distance, float t) = Distance(edges[e].Curve, point);
            if (distance < least || (nearest < 0 && distance <= least))
            {
                (nearest, at, least) = (e, t, distance);
                margin = MathF.Sqrt(least);
            }
        }

        if (nearest < 0)
        {
            return null;
        }

        PlacedEdge edge = edges[nearest];
        return edge.IsShared && at < 0.5f ? Turned(edge) : edge;
    }

    /// <summary>An edge that is drawn by itself, by its ends; null where it is not.</summary>
    public PlacedEdge? Find(int query, int key)
    {
        if (_lines.TryGetValue(ChosenEdges.LineOf(query, key), out int e))
        {
            return _edges[e];
        }

        return _lines.TryGetValue(ChosenEdges.LineOf(key, query), out e) && _edges[e].IsShared ? Turned(_edges[e]) : null;
    }

    /// <summary>The curve of any edge, drawn or not, as it would be drawn.</summary>
    /// <param name="query">The token that reads.</param>
    /// <param name="key">The token that is read.</param>
    /// <param name="way">Its way.</param>
    public Curve CurveOf(int query, int key, EdgeWay way)
    {
        Curve curve = new EdgeShapes(_arc!, _plan!.Hubs.Spots).Of(new EdgeSnapshot(query, key, 0, 0, way, 0));
        return Scaled(curve);
    }

    /// <summary>The light cone's cell at a point; null where there is none.</summary>
    public ConeCell? ConeAt(Vector2 point)
    {
        if (_arc is null || !SceneLayout.Has(Layout.Cone))
        {
            return null;
        }

        Box grid = Layout.ConeRows;
        Vector2 at = point / Layout.Scale;
        if (grid.Width < 20 || grid.Height < 12 || !grid.Contains(at))
        {
            return null;
        }

        int layers = _layers, columns = ConePass.ColumnsOf(Layout.Cone, Tokens);
        int layer = Math.Min((int)((at.Y - grid.Top) / grid.Height * (layers + 1)), layers);
        int column = Math.Min((int)((at.X - grid.Left) / grid.Width * columns), columns - 1);
        int first = ArcLayout.FirstOf(column, columns, Tokens);
        float pitch = grid.Height / (layers + 1), width = grid.Width / columns;
        return new ConeCell(
            layer, first, ArcLayout.FirstOf(column + 1, columns, Tokens) - first,
            Scaled(new Box(grid.Left + (column * width), grid.Top + (layer * pitch), width, pitch)));
    }

    /// <summary>A box of the layout in canvas units.</summary>
    public Box Scaled(in Box box) => new(box.Left * Layout.Scale, box.Top * Layout.Scale, box.Width * Layout.Scale, box.Height * Layout.Scale);

    /// <summary>Reads the plan of a frame: little is done, and nothing allocated, where nothing has changed.</summary>
    /// <returns>These places.</returns>
    public ScenePlaces Read(PlannedFrame plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (_plan != plan || _arc != plan.Arc || Tokens != plan.Snapshot.Tokens.Length)
        {
            Stand(plan);
            _frame = (-1, 0, 0);
        }

        var frame = (plan.Snapshot.Frame, plan.Snapshot.StateHash, plan.Options.EdgeInk);
        if (_frame == frame)
        {
            return this;
        }

        _frame = frame;
        _hubs.Clear();
        // By index: walking a list through its interface allocates.
        for (int h = 0; h < plan.Hubs.Spots.Count; h++)
        {
            HubSpot spot = plan.Hubs.Spots[h];
            _hubs.Add(spot with { At = spot.At * Layout.Scale, Radius = spot.Radius * Layout.Scale });
        }

        Trace(plan);
        return this;
    }

    private void Stand(PlannedFrame plan)
    {
        (_plan, _arc, Layout) = (plan, plan.Arc, plan.Layout);
        Tokens = plan.Snapshot.Tokens.Length;
        _layers = plan.Snapshot.Subject.Layers;
        if (_tokens.Length < Tokens)
        {
            _tokens = new Vector2[Tokens];
        }

        for (int i = 0; i < Tokens; i++)
        {
            _tokens[i] = _arc.TokenAt(i) * Layout.Scale;
        }
    }

    // The strip that is there, its tiles and its count.
    private ReaderStrip? StripAt(Vector2 point)
    {
        Vector2 at = point / Layout.Scale;
        foreach (ReaderStrip strip in _plan!.Readers.Strips)
        {
            Vector2 away = at - strip.Foot;
            float along = Vector2.Dot(away, strip.Outwards), aside = MathF.Abs((away.X * strip.Outwards.Y) - (away.Y * strip.Outwards.X));
            if (along >= -2 && along <= _plan.ReaderPlan.Length && aside <= _plan.ReaderPlan.Width / 2)
            {
                return strip;
            }
        }

        return null;
    }

    // The edges that the plan draws by themselves, from the strongest.
    private void Trace(PlannedFrame plan)
    {
        _edges.Clear();
        _bounds.Clear();
        _lines.Clear();
        ReadOnlySpan<EdgeSnapshot> edges = plan.Snapshot.Edges;
        for (int rank = EdgeLook.Ranks - 1; rank >= 0; rank--)
        {
            for (int way = 0; way < 3; way++)
            {
                int style = EdgeLook.StyleOf((EdgeWay)way, rank);
                ReadOnlySpan<int> numbers = plan.Edges.Numbers(style);
                for (int i = 0; i < numbers.Length; i++)
                {
                    Add(edges[numbers[i]], plan.Edges.Curves(style)[i]);
                }
            }
        }

        // The other directions of the lines that are there.
        foreach (ref readonly EdgeSnapshot edge in edges)
        {
            if (edge.Way == EdgeWay.Hub || edge.Query == edge.Key || _lines.ContainsKey(ChosenEdges.LineOf(edge.Query, edge.Key)))
            {
                continue;
            }

            if (_lines.TryGetValue(ChosenEdges.LineOf(edge.Key, edge.Query), out int e) && _edges[e].Way == edge.Way)
            {
                _edges[e] = _edges[e] with { BackWeight = edge.Weight };
            }
        }
    }

    private void Add(in EdgeSnapshot edge, in Curve curve)
    {
        Curve line = Scaled(curve);
        _lines[ChosenEdges.LineOf(edge.Query, edge.Key)] = _edges.Count;
        _edges.Add(new PlacedEdge(edge.Query, edge.Key, edge.Way, edge.Weight, line, 0));

        Vector2 least = Vector2.Min(line.From, line.To), most = Vector2.Max(line.From, line.To);
        foreach (float t in (ReadOnlySpan<float>)[Turn(line.From.X, line.Control.X, line.To.X), Turn(line.From.Y, line.Control.Y, line.To.Y)])
        {
            (least, most) = (Vector2.Min(least, line.At(t)), Vector2.Max(most, line.At(t)));
        }

        _bounds.Add((least, most));
    }

    // Where a quadratic turns back along an axis; an end where it does not.
    private static float Turn(float from, float control, float to)
    {
        float t = (from - control) / (from - (2 * control) + to);
        return t is > 0 and < 1 ? t : 0;
    }

    private static PlacedEdge Turned(in PlacedEdge edge) => edge with
    {
        Query = edge.Key,
        Key = edge.Query,
        Weight = edge.BackWeight,
        BackWeight = edge.Weight,
        Curve = new Curve(edge.Curve.To, edge.Curve.Control, edge.Curve.From),
    };

    // The nearest of a few points along the curve, then halving round it: within a thousandth of a piece.
    private static (float Squared, float At) Distance(in Curve curve, Vector2 point)
    {
        (float least, float at) = (float.PositiveInfinity, 0);
        for (int i = 0; i <= Pieces; i++)
        {
            float t = i / (float)Pieces;
            float distance = Vector2.DistanceSquared(curve.At(t), point);
            if (distance < least)
            {
                (least, at) = (distance, t);
            }
        }

        float step = 0.5f / Pieces;
        for (int i = 0; i < Halvings; i++)
        {
            float before = MathF.Max(at - step, 0), after = MathF.Min(at + step, 1);
            float left = Vector2.DistanceSquared(curve.At(before), point), right = Vector2.DistanceSquared(curve.At(after), point);
            if (left < least)
            {
                (least, at) = (left, before);
            }

            if (right < least)
            {
                (least, at) = (right, after);
            }

            step /= 2;
        }

        return (least, at);
    }

    private Curve Scaled(in Curve curve) => new(curve.From * Layout.Scale, curve.Control * Layout.Scale, curve.To * Layout.Scale);
}

/// <summary>An edge that a picture shows by itself.</summary>
/// <param name="Query">The token that reads.</param>
/// <param name="Key">The token that is read.</param>
/// <param name="Way">Window, random or hub.</param>
/// <param name="Weight">The softmax weight, the mean over the heads.</param>
/// <param name="Curve">Its line, from the key to the query, in canvas units.</param>
/// <param name="BackWeight">The weight of the edge from the query to the key, which runs along the same line; 0 where there is none.</param>
public readonly record struct PlacedEdge(int Query, int Key, EdgeWay Way, float Weight, Curve Curve, float BackWeight)
{
    /// <summary>Whether both directions run along this line.</summary>
    public bool IsShared => BackWeight > 0;
}

/// <summary>A cell of the light cone.</summary>
/// <param name="Layer">The layer at whose end it is; 0 for the start.</param>
/// <param name="First">The first token of its column.</param>
/// <param name="Count">How many tokens the column has; it shows the strongest.</param>
/// <param name="Box">The cell, in canvas units.</param>
public readonly record struct ConeCell(int Layer, int First, int Count, Box Box);
