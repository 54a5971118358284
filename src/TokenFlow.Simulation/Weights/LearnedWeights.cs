using TokenFlow.Base.Threading;

namespace TokenFlow.Simulation.Weights;

/// <summary>
/// Global rows read with learned projections of their layer's input, the same in all layers: q = N(X) Wq, and k = N(X) Wk of
/// all that they read (Beltagy et al. 2020, section 3.1). All other rows are the inner source's.
/// </summary>
public sealed class LearnedWeights : IWeightSource
{
    private readonly IWeightSource _inner;
    private readonly LearnedHub _hub;
    private readonly NormalisedRows _rows;

    /// <param name="inner">The source of the other rows.</param>
    /// <param name="hub">The projections. They may be changed between calls, as training does.</param>
    /// <param name="tokens">Tokens.</param>
    /// <param name="team">The threads that multiply.</param>
    public LearnedWeights(IWeightSource inner, LearnedHub hub, int tokens, WorkerTeam team)
    {
        ArgumentNullException.ThrowIfNull(hub);
        _inner = inner;
        _hub = hub;
        _rows = new NormalisedRows(tokens, hub.Heads, hub.HeadDim, team);
    }

    /// <inheritdoc />
    public bool ChangesByLayer => true;

    /// <summary>Where the way back adds the gradients of the projections; null where nobody wants them.</summary>
    public LearnedHub? Gradient { get; set; }

    /// <inheritdoc />
    public void Project(int layer, ReadOnlySpan<float> input, Projections projections)
    {
        ArgumentNullException.ThrowIfNull(projections);
        _inner.Project(layer, input, projections.WithoutGlobal());
        _rows.Take(input);
        _rows.Multiply(_hub.Query, projections.GlobalQuery);
        _rows.Multiply(_hub.Key, projections.GlobalKey);
    }

    /// <inheritdoc />
    public void Backward(int layer, ReadOnlySpan<float> input, Projections gradients, Span<float> inputGradient, Span<float> embeddingGradient)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        _inner.Backward(layer, input, gradients.WithoutGlobal(), inputGradient, embeddingGradient);
        _rows.Take(input);
        _rows.Backward(_hub.Query, gradients.GlobalQuery, Gradient is null ? [] : Gradient.Query, inputGradient);
        _rows.Backward(_hub.Key, gradients.GlobalKey, Gradient is null ? [] : Gradient.Key, inputGradient);
    }
}
