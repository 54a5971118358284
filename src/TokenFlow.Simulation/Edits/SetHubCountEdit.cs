using TokenFlow.Base.Faults;
using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Simulation.Edits;

/// <summary>Makes so many tokens hubs, at the start or spread evenly, and no others.</summary>
public sealed record SetHubCountEdit(int Count, HubPlacement Place) : Edit
{
    // No knob: on the way to this number another may have ended what hubs had of their own.
    internal static EditKind Kind { get; } = EditKind.Of(
        "hub-count",
        new WholeField("value", 1, 1, HubCounting.MostHubs),
        new ChoiceField<HubPlacement>("place", HubPlacement.Start, HubPlacement.Spread),
        (count, place) => new SetHubCountEdit(count, place),
        e => (e.Count, e.Place),
        e => e.Count == 1 ? "1 hub" : $"{e.Count} hubs");

    /// <inheritdoc />
    public override Edit? Moved(in TokenMove move) => this with { Count = Math.Min(Count, move.Tokens) };

    /// <inheritdoc />
    public override IEnumerable<int> HubsMade(int tokens) => Count <= tokens ? HubCounting.Positions(Count, Place, tokens) : [];

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        int most = Math.Min(HubCounting.MostHubs, shape.Tokens);
        if (Count < 1 || Count > most)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{Count} hubs are out of range", "hub-count", $"give a number from 1 to {most}");
        }

        if (Place == HubPlacement.Match)
        {
            throw new FaultException(FaultKind.OutOfRange, "a text is matched only before a run", "hub-count, place", "use start or spread, or make-hub");
        }

        return HubCounting.Apply(knobs, HubCounting.Positions(Count, Place, shape.Tokens), shape.Tokens);
    }
}
