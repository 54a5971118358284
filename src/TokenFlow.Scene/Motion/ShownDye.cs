using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Motion;

/// <summary>
/// Dye as it appears on tokens. The snapshot blends a layer's input and output in proportion to its progress; what is
/// shown follows the packets instead, so that a token lights up as they arrive. At both ends of a layer the two agree.
/// </summary>
internal static class ShownDye
{
    /// <summary>Writes [tokens] amounts, all tracers together.</summary>
    public static void Gather(FrameSnapshot snapshot, in LayerClock clock, ref float[] dye)
    {
        int tokens = snapshot.Tokens.Length;
        if (dye.Length < tokens)
            dye = new float[tokens];
        Span<float> shown = dye.AsSpan(0, tokens);
        shown.Clear();

        float progress = snapshot.IsFinished ? 0 : snapshot.Progress;
        foreach (TracerSnapshot tracer in snapshot.Tracers)
        {
            ReadOnlySpan<float> window = tracer.Window, random = tracer.Random, hub = tracer.Hub;
            bool hasInput = progress > 0 && tracer.ConeRowCount > snapshot.CompletedLayers;
            if (!hasInput)
            {
                for (int i = 0; i < tokens; i++)
                    shown[i] += window[i] + random[i] + hub[i];
                continue;
            }

            // blended = input + progress (output - input), so shown = input + travel (output - input) needs no output.
            ReadOnlySpan<float> input = tracer.ConeRow(snapshot.CompletedLayers);
            float ratio = clock.Travel / progress;
            for (int i = 0; i < tokens; i++)
                shown[i] += MathF.Max(input[i] + ((window[i] + random[i] + hub[i] - input[i]) * ratio), 0);
        }
    }
}
