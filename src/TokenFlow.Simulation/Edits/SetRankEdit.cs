using TokenFlow.Base.Faults;
using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Simulation.Edits;

/// <summary>Sets how many directions what hubs send on passes through.</summary>
/// <param name="Rank">The limit; null lifts it.</param>
/// <param name="Token">The hub; null for all.</param>
public sealed record SetRankEdit(int? Rank, int? Token = null) : Edit
{
    internal static EditKind Kind { get; } = EditKind.Of(
        "rank",
        new OptionalWholeField("value", 1, HubLimits.MostRank),
        EditField.AnyHub("token"),
        (rank, token) => new SetRankEdit(rank, token),
        e => (e.Rank, e.Token),
        e => LimitWords.Of("rank", e.Rank, e.Token),
        knobOf: e => e.Token);

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        if (Rank is < 1 or > HubLimits.MostRank)
        {
            throw new FaultException(FaultKind.OutOfRange, $"a rank of {Rank} is out of range", "rank", $"give a number from 1 to {HubLimits.MostRank}");
        }

        return knobs with { Capacity = knobs.Capacity.Changed(Token is { } t ? Checked(t, shape, "rank, token") : null, l => l with { Rank = Rank }) };
    }
}
