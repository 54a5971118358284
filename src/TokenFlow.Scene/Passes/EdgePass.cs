using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Edges;
using TokenFlow.Scene.Frames;

namespace TokenFlow.Scene.Passes;

/// <summary>Edges one by one, as the plan chose them: hairlines at rest, lit in their way's colour where they carry dye.</summary>
internal static class EdgePass
{
    public static void Draw(SceneFrame frame)
    {
        EdgeLook look = frame.Plan.Look;
        // Faint ones first, whatever their way, so that what carries most lies on top.
        for (int rank = 0; rank < EdgeLook.Ranks; rank++)
        {
            for (int way = 0; way < 3; way++)
            {
                int style = EdgeLook.StyleOf((EdgeWay)way, rank);
                ReadOnlySpan<Curve> batch = frame.Plan.Edges.Curves(style);
                if (batch.Length == 0)
                {
                    continue;
                }

                if (EdgeLook.Glows(style))
                {
                    frame.Canvas.Curves(batch, look.HaloOf(style));
                }

                frame.Canvas.Curves(batch, look.StrokeOf(style));
            }
        }
    }
}
