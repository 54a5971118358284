using System.Globalization;
using TokenFlow.App.Cli;
using TokenFlow.App.Measures;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.App.Steps;

/// <summary>Layers that were stepped, a line each.</summary>
internal static class StepTable
{
    /// <summary>What stands over the columns.</summary>
    public const string Head = "layer    reach  mean hops  window  random    hub    new  state";

    /// <summary>A layer's line.</summary>
    /// <param name="layer">Its number, from 1.</param>
    /// <param name="snapshot">The frame at its end.</param>
    public static string Line(int layer, FrameSnapshot snapshot)
    {
        Meters m = snapshot.Meters;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{layer,5}  {m.Reach,7}  {m.MeanHops,9:0.00}  {m.Ways.Window,6:0.0 %}  {m.Ways.Random,6:0.0 %}  {m.Ways.Hub,5:0.0 %}  {ArrivalsIn(layer, snapshot).Count,5}  {snapshot.StateHash:x16}");
    }

    /// <summary>The tokens that the first tracer's dye first reached in a layer, in order.</summary>
    public static List<int> ArrivalsIn(int layer, FrameSnapshot snapshot)
    {
        var arrivals = new List<int>();
        ReadOnlySpan<int> arrival = snapshot.Tracers[0].Arrival;
        for (int i = 0; i < arrival.Length; i++)
        {
            if (arrival[i] == layer)
            {
                arrivals.Add(i);
            }
        }

        return arrivals;
    }
}

/// <summary>A layer that was stepped.</summary>
/// <param name="Layer">Its number, from 1.</param>
/// <param name="Reach">Tokens that hold dye of the first tracer.</param>
/// <param name="MeanHops">Their mean arrival layer.</param>
/// <param name="Ways">Shares of that dye by the way it came.</param>
/// <param name="HubLoad">[hubs] each hub's load.</param>
/// <param name="Arrivals">Tokens first reached in this layer, up to <see cref="MaxArrivals"/>.</param>
/// <param name="Hash">The state's.</param>
internal sealed record StepResult(int Layer, int Reach, double MeanHops, WaysResult Ways, IReadOnlyList<float> HubLoad, IEnumerable<int> Arrivals, string Hash)
{
    /// <summary>The most arrivals that a line names.</summary>
    public const int MaxArrivals = 1_000;

    public static StepResult Of(int layer, FrameSnapshot snapshot, IReadOnlyList<float> loads) => new(
        layer,
        snapshot.Meters.Reach,
        snapshot.Meters.MeanHops,
        WaysResult.Of(snapshot.Meters.Ways),
        loads,
        StepTable.ArrivalsIn(layer, snapshot).Take(MaxArrivals),
        JsonNumbers.Hash(snapshot.StateHash));
}
