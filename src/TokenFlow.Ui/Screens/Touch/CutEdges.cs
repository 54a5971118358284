using System.Numerics;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Places;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Edits;

namespace TokenFlow.Ui.Screens.Touch;

/// <summary>
/// Edges that are cut, where they would run: the snapshot has them no more. What way they had is told from the knobs: to or
/// from a hub, within the window, else a random link.
/// </summary>
internal sealed class CutEdges
{
    private const int Most = 512;
    private readonly List<(PointedEdge Edge, Curve Curve)> _edges = [];

    /// <summary>The cut edges, at most a few hundred.</summary>
    public IReadOnlyList<(PointedEdge Edge, Curve Curve)> All => _edges;

    /// <summary>Takes them from the knobs of the present frame.</summary>
    public void Gather(FlowSession session, ScenePlaces places)
    {
        _edges.Clear();
        Knobs knobs = session.Simulation.Knobs;
        if (places.Arc is null || knobs.Edits.CutEdges.Count == 0)
        {
            return;
        }

        foreach ((int query, int key) in knobs.Edits.CutEdges)
        {
            if (_edges.Count == Most)
            {
                break;
            }

            if (query >= places.Tokens || key >= places.Tokens || query == key)
            {
                continue;
            }

            bool hub = session.Snapshot.Tokens[query].IsHub || session.Snapshot.Tokens[key].IsHub;
            long reach = (long)session.Snapshot.Window * Math.Max(session.Snapshot.Dilation, 1);
            EdgeWay way = hub ? EdgeWay.Hub : Math.Abs((long)query - key) <= reach ? EdgeWay.Window : EdgeWay.Random;
            _edges.Add((new PointedEdge(query, key), places.CurveOf(query, key, way)));
        }
    }

    /// <summary>The nearest one within reach; null for none.</summary>
    public PointedEdge? Nearest(Vector2 point, float reach)
    {
        PointedEdge? nearest = null;
        float least = reach * reach;
        foreach ((PointedEdge edge, Curve curve) in _edges)
        {
            for (int i = 0; i <= 96; i++)
            {
                float distance = Vector2.DistanceSquared(curve.At(i / 96f), point);
                if (distance <= least)
                {
                    (nearest, least) = (edge, distance);
                }
            }
        }

        return nearest;
    }

    /// <summary>The curve of one of them; null where it is not cut.</summary>
    public Curve? Find(int query, int key)
    {
        foreach ((PointedEdge edge, Curve curve) in _edges)
        {
            if (edge == new PointedEdge(query, key))
            {
                return curve;
            }
        }

        return null;
    }
}
