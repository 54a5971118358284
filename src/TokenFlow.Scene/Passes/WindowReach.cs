using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Passes;

/// <summary>What windows alone can do: from an origin, w tokens farther a layer on either side.</summary>
internal static class WindowReach
{
    /// <summary>
    /// Whether the law holds for this frame: there is a window, and no dye came by windows from farther than it allows
    /// (it did where the window was narrowed on the way, or where blocks reach farther than their nominal width).
    /// </summary>
    public static bool Applies(FrameSnapshot snapshot)
    {
        if (snapshot.Window <= 0 || snapshot.Tracers.Count != 1)
        {
            return false;
        }

        TracerSnapshot tracer = snapshot.Tracers[0];
        long layers = snapshot.CompletedLayers - tracer.DropLayer + (snapshot.Progress > 0 && !snapshot.IsFinished ? 1 : 0);
        long reach = layers * Stride(snapshot);
        ReadOnlySpan<float> window = tracer.Window;
        for (int i = 0; i < window.Length; i++)
        {
            // What a hub has read counts as its own until it sends it on.
            if (window[i] > 0 && !snapshot.Tokens[i].IsHub && Math.Abs((long)i - tracer.Origin) > reach)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How far a window carries in one layer: its w neighbours a side, D tokens apart.</summary>
    public static long Stride(FrameSnapshot snapshot) => (long)snapshot.Window * Math.Max(snapshot.Dilation, 1);

    /// <summary>How many tokens windows alone reach by the end of a layer: none before the drop, then more with every layer from it on.</summary>
    public static long After(FrameSnapshot snapshot, int layer)
    {
        int layers = layer - snapshot.Tracers[0].DropLayer;
        if (layers < 0)
        {
            return 0;
        }

        long origin = snapshot.Tracers[0].Origin, reach = layers * Stride(snapshot);
        long last = Math.Min(origin + reach, snapshot.Tokens.Length - 1), first = Math.Max(origin - reach, 0);
        // A dilated window lands on every D-th token only.
        long step = Math.Max(snapshot.Dilation, 1);
        return ((last - origin) / step) + ((origin - first) / step) + 1;
    }
}
