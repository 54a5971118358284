using System.Numerics;
using System.Runtime.InteropServices;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Facts;
using TokenFlow.Scene.Ramp;

namespace TokenFlow.Scene.Frames;

/// <summary>Buffers of one drawing, used again by the next one on whatever thread. Holds nothing that a later drawing reads before it writes, but for what is worked out of a recall task and kept with it.</summary>
internal sealed class SceneScratch
{
    public float[] Dye = [];

    /// <summary>The canvas in layout units.</summary>
    public PlacedCanvas Canvas { get; } = new();

    public FactLinks Links { get; } = new();

    public List<Vector2> Points { get; } = [];

    public List<LineSegment> Segments { get; } = [];

    /// <summary>Where something stands that nothing else may cover.</summary>
    public List<Box> Boxes { get; } = [];

    public List<Rgba> Cells { get; } = [];

    public List<float> Row { get; } = [];

    /// <summary>Batches of curves by style; a pass clears what it uses.</summary>
    public List<Curve>[] CurveBatches { get; } = NewBatches<Curve>(160);

    /// <summary>Batches of discs by step of the ramp; the last is for tokens without dye.</summary>
    public List<Vector2>[] DiscBatches { get; } = NewBatches<Vector2>(DyeRamp.Steps + 1);

    public static Span<T> Of<T>(List<T> list) => CollectionsMarshal.AsSpan(list);

    public static void Clear<T>(List<T>[] batches)
    {
        foreach (List<T> batch in batches)
        {
            batch.Clear();
        }
    }

    private static List<T>[] NewBatches<T>(int count)
    {
        var batches = new List<T>[count];
        for (int i = 0; i < count; i++)
        {
            batches[i] = [];
        }

        return batches;
    }
}
