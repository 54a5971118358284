using TokenFlow.Attention.Patterns;

namespace TokenFlow.Simulation.Snapshots;

/// <summary>
/// One tracer ("dye") at this frame: what tokens held before the running layer, what they hold after it, and the amounts between
/// by its progress.
/// The spans live as long as the snapshot that hands them out.
/// </summary>
public sealed class TracerSnapshot
{
    // [ways][tokens]
    internal float[] BeforeBuffer = [];
    internal float[] AfterBuffer = [];
    internal float[] WindowBuffer = [];
    internal float[] RandomBuffer = [];
    internal float[] HubBuffer = [];
    internal int[] ArrivalBuffer = [];
    internal List<float[]> ConeRows { get; } = [];
    internal int TokenCount { get; set; }

    /// <summary>The token where the dye was dropped last.</summary>
    public int Origin { get; internal set; }

    /// <summary>The layers that were finished when it was dropped: 0 at the start.</summary>
    public int DropLayer { get; internal set; }

    /// <summary>Its name in the picture.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>[tokens] the running layer's input, by way; at the end of the run, what the last layer came to.</summary>
    public ReadOnlySpan<float> Before(EdgeWay way) => BeforeBuffer.AsSpan((int)way * TokenCount, TokenCount);

    /// <summary>[tokens] the running layer's output as the knobs stand, by way; at the end of the run the same as <see cref="Before"/>.</summary>
    public ReadOnlySpan<float> After(EdgeWay way) => AfterBuffer.AsSpan((int)way * TokenCount, TokenCount);

    /// <summary>[tokens] dye that left no hub and passed no random link: what came by windows, and what rests at its origin.</summary>
    public ReadOnlySpan<float> Window => WindowBuffer.AsSpan(0, TokenCount);

    /// <summary>[tokens] dye that passed a random link and left no hub.</summary>
    public ReadOnlySpan<float> Random => RandomBuffer.AsSpan(0, TokenCount);

    /// <summary>[tokens] dye that left a hub. What a hub gathers keeps its way until the hub hands it on.</summary>
    public ReadOnlySpan<float> Hub => HubBuffer.AsSpan(0, TokenCount);

    /// <summary>[tokens] layers from the drop until the dye first reached the token: it came at the end of layer DropLayer + Arrival. 0 for the origin, -1 where it has not come yet. Counts finished layers only.</summary>
    public ReadOnlySpan<int> Arrival => ArrivalBuffer.AsSpan(0, TokenCount);

    /// <summary>
    /// Dye that hubs refused until now, in finished layers and, by its progress, in the running one: what hubs with slots left
    /// unread, and what rank and noise kept from their readers.
    /// </summary>
    public double Refused { get; internal set; }

    /// <summary>Dye, all ways together, at a token.</summary>
    public float Total(int token) => WindowBuffer[token] + RandomBuffer[token] + HubBuffer[token];

    /// <summary>How many rows of the light cone are final: finished layers and the start.</summary>
    public int ConeRowCount => ConeRows.Count;

    /// <summary>[tokens] dye at the end of layer <paramref name="layer"/> (0: at the start), all ways together; none before <see cref="DropLayer"/>, and the drop itself there.</summary>
    public ReadOnlySpan<float> ConeRow(int layer) => ConeRows[layer].AsSpan(0, TokenCount);
}
