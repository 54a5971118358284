using System.Numerics;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Edges;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;

namespace TokenFlow.Scene.Passes;

/// <summary>
/// Edges that are not drawn one by one, as soft wide bands between the groups they join. What hubs of one group read of
/// each other stays inside their sun.
/// </summary>
internal static class BundlePass
{
    private const int Tones = 4;

    public static void Draw(SceneFrame frame)
    {
        if (frame.Snapshot.Bundles.Length == 0 || frame.Snapshot.Bins <= 0)
        {
            return;
        }

        MergedBundles merged = frame.Plan.Bundles;
        List<Curve>[] batches = frame.Scratch.CurveBatches;
        SceneScratch.Clear(batches);
        var shapes = new EdgeShapes(frame.Arc, frame.Hubs.Spots);
        float heaviest = 0;
        foreach ((float weight, _) in merged.Sums.Values)
        {
            heaviest = MathF.Max(heaviest, weight);
        }

        foreach (((int query, int key, EdgeWay way), (float weight, float flow)) in merged.Sums)
        {
            if (query < 0 && query == key)
            {
                continue;
            }

            int tone = Math.Clamp((int)((heaviest > 0 ? MathF.Sqrt(weight / heaviest) : 0) * Tones), 0, Tones - 1);
            float bright = frame.Scale.Level(flow);
            int lit = bright < 0 ? 0 : 1 + Math.Clamp((int)(bright * Tones), 0, Tones - 1);
            batches[((((int)way * (Tones + 1)) + lit) * Tones) + tone].Add(Shape(frame, shapes, query, key, way, merged.Bins));
        }

        float binWidth = frame.Arc.Curve.Length / merged.Bins;
        float veil = Veil(frame, batches, binWidth);
        for (int style = 0; style < 3 * (Tones + 1) * Tones; style++)
        {
            if (batches[style].Count == 0)
            {
                continue;
            }

            var way = (EdgeWay)(style / Tones / (Tones + 1));
            float bright = style / Tones % (Tones + 1) / (float)Tones;
            float heavy = ((style % Tones) + 1f) / Tones;
            float opacity = ((frame.Theme.IsLight ? 0.12f : 0.07f) + (0.06f * heavy) + (0.2f * bright * frame.Clock.Light)) * veil;
            float width = Width(binWidth, heavy);
            frame.Canvas.Curves(SceneScratch.Of(batches[style]), new Stroke(frame.Theme.Of(way).Fade(opacity), width));
        }
    }

    private static float Width(float binWidth, float heavy) => Math.Clamp(binWidth * 0.62f, 1.5f, 16) * (0.35f + (0.65f * heavy));

    // Bands that cover the stage once may be seen; where they cover it many times over each is as much fainter, or
    // nothing but they would be.
    private static float Veil(SceneFrame frame, List<Curve>[] batches, float binWidth)
    {
        float covered = 0;
        for (int style = 0; style < 3 * (Tones + 1) * Tones; style++)
        {
            float width = Width(binWidth, ((style % Tones) + 1f) / Tones);
            foreach (ref readonly Curve curve in SceneScratch.Of(batches[style]))
            {
                covered += Vector2.Distance(curve.From, curve.To) * width;
            }
        }

        Vector2 radii = frame.Arc.Curve.Radii;
        float stage = MathF.PI * radii.X * radii.Y;
        return covered > 0 ? Math.Clamp(1.1f * stage / covered, 0.12f, 1) : 1;
    }

    private static Curve Shape(SceneFrame frame, in EdgeShapes shapes, int query, int key, EdgeWay way, int bins)
    {
        ArcLayout arc = frame.Arc;
        IReadOnlyList<HubGroup> groups = frame.Hubs.Groups;
        HubGroup? fromSun = key < 0 && -1 - key < groups.Count ? groups[-1 - key] : null;
        HubGroup? toSun = query < 0 && -1 - query < groups.Count ? groups[-1 - query] : null;
        float a = key >= 0 ? (key + 0.5f) / bins : 0.5f, b = query >= 0 ? (query + 0.5f) / bins : 0.5f;
        if (fromSun is not null || toSun is not null)
        {
            return EdgeShapes.Swirl(
                fromSun?.At ?? arc.Curve.At(a), toSun?.At ?? arc.Curve.At(b),
                fromSun?.Radius + 6 ?? arc.InnerEdge, toSun?.Radius + 6 ?? arc.InnerEdge);
        }

        if (key == query)
        {
            // Within one bin: a swell along its stretch of the arc.
            float half = 0.5f / bins;
            float outside = arc.InnerEdge + 3;
            Vector2 start = arc.Curve.At(a - half, outside), end = arc.Curve.At(a + half, outside);
            return new Curve(start, (2 * arc.Curve.At(a, outside + 1)) - ((start + end) / 2), end);
        }

        Vector2 from = arc.Curve.At(a), to = arc.Curve.At(b);
        return way == EdgeWay.Window && MathF.Abs(a - b) < 0.2f ? shapes.Bow(from, to, a, b) : shapes.Chord(from, to);
    }
}
