using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.State;

namespace TokenFlow.Simulation.Records;

/// <summary>
/// One layer as the kernel computed it: what it was given and what it left, so that weights, gradients and sets can be taken
/// from it afterwards. Arrays that did not change from the layer before are shared with its record. Never changed once made.
/// </summary>
public sealed class LayerRecord
{
    private LayerRecord()
    {
    }

    /// <summary>The layer, from 0.</summary>
    public required int Layer { get; init; }

    /// <summary>Who attended to whom.</summary>
    public required AttentionPlan Plan { get; init; }

    /// <summary>Dimensions a head.</summary>
    public required int HeadDim { get; init; }

    /// <summary>What scores were multiplied by: 1 / (sqrt(headDim) temperature).</summary>
    public required float Scale { get; init; }

    /// <summary>alpha of X' = alpha X + (1 - alpha) A X.</summary>
    public required float Residual { get; init; }

    /// <summary>X, the layer's input, [heads][tokens][headDim].</summary>
    public required float[] Start { get; init; }

    /// <summary>What each token gave as a key, [heads][tokens][headDim]: <see cref="Start"/> itself where no hub was limited.</summary>
    public required float[] Values { get; init; }

    /// <summary>[heads][tokens][headDim].</summary>
    public required float[] Query { get; init; }

    /// <summary>[heads][tokens][headDim].</summary>
    public required float[] Key { get; init; }

    /// <summary>Queries of global rows, [heads][tokens][headDim]; empty where they use the ordinary ones.</summary>
    public required float[] GlobalQuery { get; init; }

    /// <summary>Keys as global rows see them, [heads][tokens][headDim]; empty where they use the ordinary ones.</summary>
    public required float[] GlobalKey { get; init; }

    /// <summary>A V, [heads][tokens][headDim].</summary>
    public required float[] Attended { get; init; }

    /// <summary>[heads][tokens], natural logarithm.</summary>
    public required float[] LogSumExp { get; init; }

    /// <summary>The hubs whose rank or bits bind.</summary>
    public IReadOnlyList<LimitedSender> Senders { get; init; } = [];

    /// <summary>[tokens] phi, the share of what a token would send as a key that gets through; 1 but for limited hubs.</summary>
    public required float[] KeyShares { get; init; }

    /// <summary>Whether some share is not 1.</summary>
    public required bool LimitsKeys { get; init; }

    /// <summary>Tokens.</summary>
    public int Tokens => Plan.Tokens;

    /// <summary>Heads.</summary>
    public int Heads => Plan.Heads;

    /// <summary>What the kernel was given, without the tracers.</summary>
    public AttentionInputs Inputs => new()
    {
        Heads = Heads,
        HeadDim = HeadDim,
        Scale = Scale,
        Q = Query,
        K = Key,
        V = Values,
        GlobalQ = GlobalQuery,
        GlobalK = GlobalKey,
        GlobalV = GlobalQuery.Length > 0 ? Values : default,
    };

    /// <summary>The record of the layer that the state holds: run to its last frame, and not yet replaced by another.</summary>
    /// <param name="state">The state.</param>
    /// <param name="layer">The layer's number.</param>
    /// <param name="channels">The directions that hubs send on through.</param>
    /// <param name="before">The record of the layer before, to share arrays with; null for none.</param>
    internal static LayerRecord Of(FlowState state, int layer, HubChannels channels, LayerRecord? before)
    {
        AttentionInputs inputs = state.Inputs;
        return new LayerRecord
        {
            Layer = layer,
            Plan = state.Plan,
            HeadDim = state.HeadDim,
            Scale = inputs.Scale,
            Residual = state.Knobs.Residual,
            Start = state.Attending.Values,
            Values = Kept(inputs.V, state.Attending.Values),
            Query = Kept(inputs.Q, before?.Query),
            Key = Kept(inputs.K, before?.Key),
            GlobalQuery = Kept(inputs.GlobalQ, before?.GlobalQuery),
            GlobalKey = Kept(inputs.GlobalK, before?.GlobalKey),
            Attended = (float[])state.Attended.Clone(),
            LogSumExp = Kept(state.LogSumExp, before?.LogSumExp),
            Senders = SendersOf(state, channels),
            KeyShares = Kept(state.SentShares, before?.KeyShares),
            LimitsKeys = state.SentShares.AsSpan().ContainsAnyExcept(1f),
        };
    }

    /// <summary>Whether two layers have the same weights: then sums over the edges need be taken only once.</summary>
    public bool HasWeightsOf(LayerRecord other) =>
        ReferenceEquals(Plan, other.Plan)
        && Scale == other.Scale
        && ReferenceEquals(KeyShares, other.KeyShares)
        && ReferenceEquals(Query, other.Query)
        && ReferenceEquals(Key, other.Key)
        && ReferenceEquals(GlobalQuery, other.GlobalQuery)
        && ReferenceEquals(GlobalKey, other.GlobalKey);

    private static LimitedSender[] SendersOf(FlowState state, HubChannels channels)
    {
        var sender = new HubSender(channels, seed: 0, state.Heads, state.HeadDim);
        return [.. state.Traffic.Where(t => t.IsSenderLimited).Select(t => new LimitedSender(t.Channel, sender.Gain(t.Channel, t.Limits)))];
    }

    private static float[] Kept(ReadOnlySpan<float> numbers, float[]? same) =>
        numbers.IsEmpty ? [] : same is not null && numbers.SequenceEqual(same) ? same : numbers.ToArray();
}

/// <summary>A hub whose rank or bits bind in a layer: what it sends on of its value v is g (P v + z).</summary>
/// <param name="Channel">The hub, and the directions that P projects on.</param>
/// <param name="Gain">g, 1 without noise.</param>
public readonly record struct LimitedSender(HubChannel Channel, double Gain);

/// <summary>A layer of a run, its weights frozen, and what its hubs sent on through.</summary>
/// <param name="Record">The layer as the kernel computed it.</param>
/// <param name="Hubs">The working hubs in the order of their positions.</param>
public sealed record RecordedLayer(LayerRecord Record, IReadOnlyList<HubTraffic> Hubs);
