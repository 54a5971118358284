using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Motion;

/// <summary>
/// Dye as it appears on tokens: it follows the packets from the layer's input to its output, so that a token lights up as they
/// arrive, and its ring and its disc change together.
/// </summary>
internal static class ShownDye
{
    private static readonly EdgeWay[] Ways = [EdgeWay.Window, EdgeWay.Random, EdgeWay.Hub];

    /// <summary>Writes [tokens] amounts, all tracers and ways together.</summary>
    public static void Gather(FrameSnapshot snapshot, in LayerClock clock, ref float[] dye)
    {
        int tokens = snapshot.Tokens.Length;
        if (dye.Length < tokens)
            dye = new float[tokens];
        Span<float> shown = dye.AsSpan(0, tokens);
        shown.Clear();

        foreach (TracerSnapshot tracer in snapshot.Tracers)
        {
            foreach (EdgeWay way in Ways)
            {
                ReadOnlySpan<float> before = tracer.Before(way), after = tracer.After(way);
                for (int i = 0; i < tokens; i++)
                    shown[i] += before[i] + (clock.Travel * (after[i] - before[i]));
            }
        }
    }

    /// <summary>The amount on some consecutive tokens that came by a way, all tracers together.</summary>
    public static float Of(FrameSnapshot snapshot, in LayerClock clock, EdgeWay way, int first, int last)
    {
        float sum = 0;
        foreach (TracerSnapshot tracer in snapshot.Tracers)
        {
            ReadOnlySpan<float> before = tracer.Before(way), after = tracer.After(way);
            for (int i = first; i < last; i++)
                sum += before[i] + (clock.Travel * (after[i] - before[i]));
        }

        return sum;
    }
}
