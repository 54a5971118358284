using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Edges;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Passes;

/// <summary>Edges one by one: hairlines at rest, lit in their way's colour where they carry dye.</summary>
internal static class EdgePass
{
    public static void Draw(SceneFrame frame)
    {
        ReadOnlySpan<EdgeSnapshot> edges = frame.Snapshot.Edges;
        List<Curve>[] batches = frame.Scratch.CurveBatches;
        SceneScratch.Clear(batches);
        var shapes = new EdgeShapes(frame.Arc, frame.Hubs.Spots);
        // Many lines over each other would make a veil: the more there are, the fainter each is at rest.
        float crowding = Math.Clamp(MathF.Sqrt(900f / Math.Max(edges.Length, 1)), 0.4f, 1.4f);
        var look = new EdgeLook(frame.Theme, frame.Scale, frame.Tokens, crowding, frame.Clock.Light);

        float ink = 0;
        int drawn = 0;
        foreach (ref readonly EdgeSnapshot edge in edges)
        {
            Curve curve = shapes.Of(edge);
            ink += Vector2.Distance(curve.From, curve.To);
            if (ink > frame.Options.EdgeInk)
                break;
            batches[look.StyleOf(edge.Way, edge.Weight, edge.Flow)].Add(curve);
            drawn++;
        }

        frame.DrawnEdges = drawn;
        frame.Canvas.PushBlend(frame.Theme.LightBlend);
        // Faint ones first, whatever their way, so that what carries most lies on top.
        for (int flow = 0; flow < EdgeLook.FlowClasses; flow++)
        {
            for (int way = 0; way < 3; way++)
            {
                for (int weight = 0; weight < EdgeLook.WeightClasses; weight++)
                {
                    int style = (((way * EdgeLook.FlowClasses) + flow) * EdgeLook.WeightClasses) + weight;
                    Span<Curve> batch = SceneScratch.Of(batches[style]);
                    if (batch.Length == 0)
                        continue;
                    if (EdgeLook.Glows(style))
                        frame.Canvas.Curves(batch, look.HaloOf(style));
                    frame.Canvas.Curves(batch, look.StrokeOf(style));
                }
            }
        }

        frame.Canvas.PopBlend();
    }
}
