using System.Numerics;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Places;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Stage;

namespace TokenFlow.Ui.Screens.Touch;

/// <summary>What of the picture is at a place of the window, a token before a hub before an edge; and the other way round.</summary>
/// <param name="places">Where things are in the picture.</param>
/// <param name="cuts">Edges that are cut.</param>
internal sealed class TouchPicker(PicturePlaces places, CutEdges cuts)
{
    // Pixels at unit 1 by which a click may miss.
    private const float TokenReach = 5;
    private const float HubReach = 3;
    private const float EdgeReach = 4.5f;

    // Along an edge, from the middle outwards, nearer to the reader first: where it can be seen and touched by itself.
    private static readonly float[] PointsAlong = [0.5f, 0.56f, 0.62f, 0.44f, 0.68f, 0.38f, 0.74f, 0.32f, 0.8f, 0.26f, 0.86f, 0.2f, 0.9f, 0.14f, 0.95f, 0.08f];

    /// <summary>What is at a place of the window.</summary>
    public TouchTarget Pick(RunContext run, Vector2 mouse)
    {
        Vector2 point = places.ToPicture(mouse);
        float pixel = run.Layout.Unit / places.Zoom;
        int token = places.Scene.NearestToken(point, TokenReach * pixel);
        if (token >= 0)
        {
            return new TouchTarget(TouchKind.Token, token);
        }

        int hub = places.Scene.HubAt(point, HubReach * pixel);
        if (hub >= 0)
        {
            return new TouchTarget(TouchKind.Hub, hub);
        }

        if (places.Scene.ConeAt(point) is { } cell)
        {
            return new TouchTarget(TouchKind.Cone, Strongest(run.Session.Snapshot, cell));
        }

        if (cuts.Nearest(point, EdgeReach * pixel) is { } cut)
        {
            return new TouchTarget(TouchKind.Edge, -1, cut);
        }

        return places.Scene.NearestEdge(point, EdgeReach * pixel) is { } edge
            ? new TouchTarget(TouchKind.Edge, -1, new PointedEdge(edge.Query, edge.Key))
            : new TouchTarget(TouchKind.Ground);
    }

    /// <summary>A place in the window where a thing can be pointed at; null where it is not to be seen.</summary>
    public Vector2? PointOf(RunContext run, ScriptTarget target)
    {
        if (!places.IsReady || target.Token < 0 || target.Token >= places.Scene.Tokens)
        {
            return null;
        }

        switch (target.Kind)
        {
            case ScriptTargetKind.Token:
                return Seen(run, places.Scene.TokenAt(target.Token), new TouchTarget(TouchKind.Token, target.Token));
            case ScriptTargetKind.Hub:
                foreach (HubSpot spot in places.Scene.Hubs)
                {
                    if (spot.Token == target.Token)
                    {
                        return Seen(run, spot.At, new TouchTarget(TouchKind.Hub, target.Token));
                    }
                }

                return null;
            default:
                var edge = new PointedEdge(target.Token, target.Key);
                if ((places.Scene.Find(edge.Query, edge.Key)?.Curve ?? cuts.Find(edge.Query, edge.Key)) is not { } curve)
                {
                    return null;
                }

                foreach (float t in PointsAlong)
                {
                    if (Seen(run, curve.At(t), new TouchTarget(TouchKind.Edge, -1, edge)) is { } point)
                    {
                        return point;
                    }
                }

                return null;
        }
    }

    // A point of the picture in the window, if just that thing is there.
    private Vector2? Seen(RunContext run, Vector2 point, TouchTarget wanted)
    {
        Vector2 at = places.ToWindow(point);
        return places.Box.Contains(at) && Pick(run, at) == wanted ? at : null;
    }

    // The token whose dye the cell shows: where none has any, the column's first.
    private static int Strongest(FrameSnapshot snapshot, in ConeCell cell)
    {
        (int strongest, float most) = (cell.First, 0);
        for (int i = cell.First; i < Math.Min(cell.First + cell.Count, snapshot.Tokens.Length); i++)
        {
            float dye = ConeTip.DyeAt(snapshot, cell.Layer, i);
            if (dye > most)
            {
                (strongest, most) = (i, dye);
            }
        }

        return strongest;
    }
}
