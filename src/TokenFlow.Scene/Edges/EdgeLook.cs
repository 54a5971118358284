using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Ramp;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Scene.Edges;

/// <summary>
/// How edges look. Weights and flows fall into a few classes each, so that thousands of edges are a few batches; both
/// width and opacity grow with the weight, and light comes on top where the edge carries dye.
/// </summary>
internal readonly struct EdgeLook(SceneTheme theme, DyeScale scale, int tokens, float crowding, float light)
{
    public const int WeightClasses = 5;

    /// <summary>Class 0 carries nothing.</summary>
    public const int FlowClasses = 8;

    /// <summary>Batches in all: way x flow x weight.</summary>
    public const int Styles = 3 * FlowClasses * WeightClasses;

    /// <summary>Steps of strength, flow before weight.</summary>
    public const int Ranks = FlowClasses * WeightClasses;

    /// <summary>The batch of a way at a rank.</summary>
    public static int StyleOf(EdgeWay way, int rank) => ((int)way * Ranks) + rank;

    /// <summary>A batch's number for an edge.</summary>
    public int StyleOf(EdgeWay way, float weight, float flow) =>
        ((((int)way * FlowClasses) + FlowClass(flow)) * WeightClasses) + WeightClass(weight);

    /// <summary>Weights from 1 / 4n, a quarter of what full attention gives everybody, up to 1, on a log scale.</summary>
    public int WeightClass(float weight)
    {
        float level = weight > 0 ? 1 + (MathF.Log(weight) / MathF.Log(4f * Math.Max(tokens, 2))) : 0;
        return Math.Clamp((int)(level * WeightClasses), 0, WeightClasses - 1);
    }

    /// <summary>Flows on the dye's own scale.</summary>
    public int FlowClass(float flow)
    {
        float level = scale.Level(flow);
        return level < 0 ? 0 : 1 + Math.Clamp((int)(level * (FlowClasses - 1)), 0, FlowClasses - 2);
    }

    /// <summary>The stroke of a batch.</summary>
    public Stroke StrokeOf(int style)
    {
        int weight = style % WeightClasses;
        int flow = style / WeightClasses % FlowClasses;
        var way = (EdgeWay)(style / WeightClasses / FlowClasses);
        float heavy = weight / (float)(WeightClasses - 1);
        // Up to one pixel canvases have a fast way to draw lines: only what is bright is wider.
        float width = 0.5f + (0.4f * heavy);
        float opacity = (0.11f + (0.24f * heavy)) * crowding * (theme.IsLight ? 1.5f : 1);
        Rgba colour = theme.Of(way);
        if (flow > 0)
        {
            float bright = flow / (float)(FlowClasses - 1);
            width += 0.1f + (2.1f * MathF.Max(bright - 0.45f, 0));
            opacity += (0.07f + (0.78f * MathF.Pow(bright, 1.25f))) * light;
            colour = colour.Mix(theme.SunCore, 0.25f * bright * bright * light);
        }

        return new Stroke(colour.Fade(MathF.Min(opacity, 1)), width, flow > 0);
    }

    /// <summary>Whether a batch shines beyond its line.</summary>
    public static bool Glows(int style) => style / WeightClasses % FlowClasses >= 4;

    /// <summary>The soft light under a batch that glows.</summary>
    public Stroke HaloOf(int style)
    {
        int flow = style / WeightClasses % FlowClasses;
        float bright = flow / (float)(FlowClasses - 1);
        var way = (EdgeWay)(style / WeightClasses / FlowClasses);
        return new Stroke(theme.Of(way).Fade((theme.IsLight ? 0.08f : 0.13f) * bright * light), 4 + (4 * bright), true);
    }
}
