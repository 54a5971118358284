using System.Numerics;
using TokenFlow.Scene;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;

namespace TokenFlow.Ui.Screens.Race;

/// <summary>Where tokens stand on a lane's arc.</summary>
internal static class RaceArcs
{
    /// <summary>Where a token of the text stands, memory tokens not counted.</summary>
    public static Vector2 TokenAt(FlowScene scene, in Box picture, RaceLane lane, int token)
    {
        (ArcLayout arc, float scale) = Arc(scene, picture, lane);
        return new Vector2(picture.Left, picture.Top) + (arc.TokenAt(token + lane.Memory) * scale);
    }

    /// <summary>The token of the text that is nearest to a point; null where none is near.</summary>
    /// <param name="scene">The scene that draws the lane.</param>
    /// <param name="picture">The lane's arc.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="tokens">Tokens of the text.</param>
    /// <param name="point">The point.</param>
    /// <param name="reach">How far is near.</param>
    public static int? Nearest(FlowScene scene, in Box picture, RaceLane lane, int tokens, Vector2 point, float reach)
    {
        (ArcLayout arc, float scale) = Arc(scene, picture, lane);
        var corner = new Vector2(picture.Left, picture.Top);
        int? nearest = null;
        for (int token = 0; token < tokens; token++)
        {
            float distance = Vector2.Distance(corner + (arc.TokenAt(token + lane.Memory) * scale), point);
            if (distance < reach)
            {
                (reach, nearest) = (distance, token);
            }
        }

        return nearest;
    }

    private static (ArcLayout Arc, float Scale) Arc(FlowScene scene, in Box picture, RaceLane lane)
    {
        (SceneLayout layout, ArcLayout arc) = scene.ArcOf(new Vector2(picture.Width, picture.Height), lane.Snapshot.Tokens.Length);
        return (arc, layout.Scale);
    }
}
