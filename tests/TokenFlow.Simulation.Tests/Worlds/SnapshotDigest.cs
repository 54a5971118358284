using System.Globalization;
using System.IO.Hashing;
using System.Text;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Simulation.Tests.Worlds;

/// <summary>All that a picture can see of a snapshot, as one number: two frames that look different have different ones.</summary>
internal static class SnapshotDigest
{
    public static ulong Of(FrameSnapshot s)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{s.Frame} {s.Seconds:R} {s.CompletedLayers} {s.Progress:R} {s.PatternLabel} {s.Window} {s.Dilation} {s.Residual:R} {s.StateHash} {s.Meters} {s.Bins}\n");
        foreach (TokenSnapshot token in s.Tokens)
        {
            text.Append(token).Append('\n');
        }

        foreach (HubSnapshot hub in s.Hubs)
        {
            text.Append(hub).Append('\n');
        }

        foreach (EdgeSnapshot edge in s.Edges)
        {
            text.Append(edge).Append('\n');
        }

        foreach (BundleSnapshot bundle in s.Bundles)
        {
            text.Append(bundle).Append('\n');
        }

        foreach (TracerSnapshot tracer in s.Tracers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{tracer.Name} {tracer.Origin} {tracer.ConeRowCount}\n");
            text.AppendJoin(' ', tracer.Window.ToArray()).AppendJoin(' ', tracer.Random.ToArray()).AppendJoin(' ', tracer.Hub.ToArray());
            text.AppendJoin(' ', tracer.Arrival.ToArray());
            for (int layer = 0; layer < tracer.ConeRowCount; layer++)
            {
                text.AppendJoin(' ', tracer.ConeRow(layer).ToArray());
            }
        }

        return XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
