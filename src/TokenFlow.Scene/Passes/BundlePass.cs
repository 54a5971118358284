using System.Numerics;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Edges;
using TokenFlow.Scene.Layout;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Passes;

/// <summary>Edges that are not drawn one by one, as soft wide bands between the groups they join.</summary>
internal static class BundlePass
{
    private const int Tones = 4;

    public static void Draw(SceneFrame frame)
    {
        ReadOnlySpan<BundleSnapshot> bundles = frame.Snapshot.Bundles;
        int bins = frame.Snapshot.Bins;
        if (bundles.Length == 0 || bins <= 0)
            return;

        List<Curve>[] batches = frame.Scratch.CurveBatches;
        SceneScratch.Clear(batches);
        var shapes = new EdgeShapes(frame.Arc, frame.Hubs.Spots);
        float heaviest = 0;
        foreach (ref readonly BundleSnapshot bundle in bundles)
            heaviest = MathF.Max(heaviest, bundle.Weight);

        foreach (ref readonly BundleSnapshot bundle in bundles)
        {
            float heavy = heaviest > 0 ? MathF.Sqrt(bundle.Weight / heaviest) : 0;
            float bright = frame.Scale.Level(bundle.Flow);
            int tone = Math.Clamp((int)(heavy * Tones), 0, Tones - 1);
            int lit = bright < 0 ? 0 : 1 + Math.Clamp((int)(bright * Tones), 0, Tones - 1);
            batches[(((int)bundle.Way * (Tones + 1)) + lit) * Tones + tone].Add(Shape(frame, shapes, bundle, bins));
        }

        float binWidth = frame.Arc.Curve.Length / bins;
        frame.Canvas.PushBlend(frame.Theme.LightBlend);
        for (int style = 0; style < 3 * (Tones + 1) * Tones; style++)
        {
            if (batches[style].Count == 0)
                continue;
            var way = (EdgeWay)(style / Tones / (Tones + 1));
            float bright = style / Tones % (Tones + 1) / (float)Tones;
            float heavy = (style % Tones + 1f) / Tones;
            float opacity = (frame.Theme.IsLight ? 0.09f : 0.045f) + (0.05f * heavy) + (0.16f * bright * frame.Clock.Light);
            float width = Math.Clamp(binWidth * (way == EdgeWay.Window ? 0.8f : 0.62f), 1.5f, 14) * (0.35f + (0.65f * heavy));
            frame.Canvas.Curves(SceneScratch.Of(batches[style]), new Stroke(frame.Theme.Of(way).Fade(opacity), width));
        }

        frame.Canvas.PopBlend();
    }

    private static Curve Shape(SceneFrame frame, in EdgeShapes shapes, in BundleSnapshot bundle, int bins)
    {
        bool fromSun = IsHub(frame, bundle.KeyGroup), toSun = IsHub(frame, bundle.QueryGroup);
        float a = PlaceOf(frame, bundle.KeyGroup, bins), b = PlaceOf(frame, bundle.QueryGroup, bins);
        if (fromSun || toSun)
        {
            Vector2 from = PointOf(frame, bundle.KeyGroup, bins), to = PointOf(frame, bundle.QueryGroup, bins);
            float inner = frame.Arc.InnerEdge;
            return EdgeShapes.Swirl(from, to, fromSun ? Radius(frame, bundle.KeyGroup) : inner, toSun ? Radius(frame, bundle.QueryGroup) : inner);
        }

        ArcLayout arc = frame.Arc;
        if (bundle.KeyGroup == bundle.QueryGroup)
        {
            // Within one bin: a swell along its stretch of the arc.
            float half = 0.45f / bins;
            Vector2 start = arc.Curve.At(a - half, arc.InnerEdge + 2), end = arc.Curve.At(a + half, arc.InnerEdge + 2);
            return new Curve(start, arc.Curve.At(a, arc.InnerEdge + 5), end);
        }

        Vector2 key = arc.Curve.At(a), query = arc.Curve.At(b);
        return bundle.Way == EdgeWay.Window && MathF.Abs(a - b) < 0.2f ? shapes.Bow(key, query, a, b) : shapes.Chord(key, query);
    }

    private static bool IsHub(SceneFrame frame, int group) => group < 0 && -1 - group < frame.Hubs.Spots.Count;

    private static float Radius(SceneFrame frame, int group) => frame.Hubs.Spots[-1 - group].Radius + 6;

    private static float PlaceOf(SceneFrame frame, int group, int bins) =>
        group >= 0 ? (group + 0.5f) / bins : IsHub(frame, group) ? ArcGeometry.PlaceOf(frame.Hubs.Spots[-1 - group].Token, frame.Tokens) : 0.5f;

    private static Vector2 PointOf(SceneFrame frame, int group, int bins) =>
        IsHub(frame, group) ? frame.Hubs.Spots[-1 - group].At : frame.Arc.Curve.At(PlaceOf(frame, group, bins));
}
