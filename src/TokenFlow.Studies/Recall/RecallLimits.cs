using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Records;

namespace TokenFlow.Studies.Recall;

/// <summary>What the limits of a run's hubs let through at most.</summary>
/// <param name="Bound">The most facts: the least of D, all ranks, the tokens that slots leave a way to a reader, and Shannon's bound.</param>
/// <param name="RankBound">The rank bound of the last layer's hubs.</param>
/// <param name="Superposition">Where superposition is expected to break at that rank.</param>
internal readonly record struct RecallLimits(double Bound, double RankBound, double Superposition)
{
    /// <summary>The limits of a run.</summary>
    /// <param name="layers">Its layers. What hubs send in the first carries no fact.</param>
    /// <param name="task">The task.</param>
    /// <param name="reachable">Tokens that facts could be written at and of which something reaches a reader.</param>
    public static RecallLimits Of(IReadOnlyList<RecordedLayer> layers, RecallTask task, int reachable)
    {
        RecordedLayer last = layers[^1];
        int heads = last.Record.Heads;
        int headDim = last.Record.HeadDim;
        int dimensions = heads * headDim;
        double rank = RecallTheory.RankBound(dimensions, last.Hubs.Select(h => heads * RankOf(h.Channel)));
        IEnumerable<HubTraffic> senders = layers.Skip(1).SelectMany(l => l.Hubs);

        // Random links carry facts round the hubs: then only D and the ways that there are bound what is read.
        bool hubsAlone = !last.Record.Plan.Pattern.VariesByLayer;
        double ranks = hubsAlone
            ? RecallTheory.RankBound(dimensions, senders.Select(s => s.Channel).Distinct().Select(c => heads * RankOf(c)))
            : dimensions;
        double bits = hubsAlone ? senders.Sum(s => s.Limits.Bits ?? double.PositiveInfinity) : double.PositiveInfinity;
        double bound = Math.Min(Math.Min(ranks, reachable), RecallTheory.ShannonFacts(task.Codebook.Words, bits));
        return new RecallLimits(bound, rank, RecallTheory.Superposition(rank, task.Codebook.Words));

        int RankOf(HubChannel channel) => channel.Rank == 0 ? headDim : channel.Rank;
    }
}
