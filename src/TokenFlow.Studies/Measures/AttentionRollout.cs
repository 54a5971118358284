using TokenFlow.Base.Threading;
using TokenFlow.Simulation.Records;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Studies.Measures;

/// <summary>
/// Attention rollout (Abnar and Zuidema 2020, "Quantifying attention flow in transformers", section 3): the product over the
/// layers of (alpha I + (1 - alpha) A), A the mean of the heads' weights; its entry (reader, source) is the share of the
/// reader's value that came from the source. The paper has alpha = 1/2; here it is each layer's own residual. One backward
/// pass of a vector gives a reader's whole row: from the last layer to the first, r = alpha r + (1 - alpha) A^T r.
/// </summary>
/// <remarks>
/// The entries of a row add up to 1 (less what rows without keys lost), and are the dye that a drop on the source leaves at
/// the reader. By way: paths that read over window edges alone, over a random link, or from a hub, as the tracers count them.
/// </remarks>
public sealed class AttentionRollout
{
    private const int DyeLanes = 3;
    private readonly FlowRecord _record;
    private readonly WorkerTeam _team;
    private readonly TransposedSweep _sweep;

    /// <param name="record">The layers.</param>
    /// <param name="team">The threads; they change no bit.</param>
    public AttentionRollout(FlowRecord record, WorkerTeam team)
    {
        ArgumentNullException.ThrowIfNull(record);
        (_record, _team) = (record, team);
        _sweep = new TransposedSweep(team, record.Tokens, DyeLanes);
    }

    /// <summary>The influence of every source on one reader.</summary>
    /// <param name="reader">The token that has read.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public RolloutInfluence Onto(int reader)
    {
        _record.CheckToken(reader, nameof(reader));
        int n = _record.Tokens;
        var vectors = new double[n * DyeLanes];
        vectors.AsSpan(reader * DyeLanes, DyeLanes).Fill(1);
        for (int layer = _record.Layers.Count - 1; layer >= 0; layer--)
        {
            _sweep.Back(_record.Layers[layer], 0, _record.Heads, vectors);
        }

        var total = new double[n];
        var ways = new WayShares[n];
        for (int i = 0; i < n; i++)
        {
            double all = vectors[i * DyeLanes], noHub = vectors[(i * DyeLanes) + 1], window = vectors[(i * DyeLanes) + 2];
            total[i] = all;

            // A way that nothing came by has a difference of exactly 0; a small one may round below it.
            ways[i] = new WayShares(window, Math.Max(0, noHub - window), Math.Max(0, all - noHub));
        }

        return new RolloutInfluence(reader, total, ways);
    }

    /// <summary>The influence of one source on every reader: a column of the same product, by one forward pass.</summary>
    /// <param name="source">The token that has the mass at first.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public RolloutSpread Of(int source)
    {
        _record.CheckToken(source, nameof(source));
        int n = _record.Tokens;
        var mass = new double[n];
        mass[source] = 1;
        var forward = new ForwardSweep(_team, n);
        var taken = new double[_record.Layers.Count][];
        for (int layer = 0; layer < taken.Length; layer++)
        {
            taken[layer] = new double[n];
            forward.Read(_record.Layers[layer], mass, taken[layer]);
            for (int i = 0; i < n; i++)
            {
                mass[i] = (_record.Layers[layer].Residual * mass[i]) + taken[layer][i];
            }
        }

        return new RolloutSpread(source, mass, taken);
    }
}

/// <summary>A reader's row of the rollout.</summary>
/// <param name="Reader">The reader.</param>
/// <param name="Total">[tokens] each source's share of what the reader holds.</param>
/// <param name="Ways">[tokens] the same, by the way it came; the three add up to the total.</param>
public sealed record RolloutInfluence(int Reader, IReadOnlyList<double> Total, IReadOnlyList<WayShares> Ways);

/// <summary>Where the mass of one source goes.</summary>
/// <param name="Source">The source.</param>
/// <param name="Total">[tokens] what each token holds of it after the last layer.</param>
/// <param name="Taken">[layers][tokens] what each token took in by attention, (1 - alpha) included.</param>
public sealed record RolloutSpread(int Source, IReadOnlyList<double> Total, IReadOnlyList<IReadOnlyList<double>> Taken);
