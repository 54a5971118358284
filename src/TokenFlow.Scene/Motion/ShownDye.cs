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
        {
            dye = new float[tokens];
        }

        Span<float> shown = dye.AsSpan(0, tokens);
        shown.Clear();

        for (int t = 0; t < snapshot.Tracers.Count; t++)
        {
            foreach (EdgeWay way in Ways)
            {
                ReadOnlySpan<float> before = snapshot.Tracers[t].Before(way), after = snapshot.Tracers[t].After(way);
                for (int i = 0; i < tokens; i++)
                {
                    shown[i] += before[i] + (clock.Travel * (after[i] - before[i]));
                }
            }
        }
    }

    /// <summary>The amount on some consecutive tokens that came by a way, all tracers together.</summary>
    public static float Of(FrameSnapshot snapshot, in LayerClock clock, EdgeWay way, int first, int last)
    {
        // By index: this is asked of every token, and walking a list through its interface allocates.
        float sum = 0;
        for (int t = 0; t < snapshot.Tracers.Count; t++)
        {
            ReadOnlySpan<float> before = snapshot.Tracers[t].Before(way), after = snapshot.Tracers[t].After(way);
            for (int i = first; i < last; i++)
            {
                sum += before[i] + (clock.Travel * (after[i] - before[i]));
            }
        }

        return sum;
    }
}
