using TokenFlow.Base.Faults;
using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Simulation.Edits;

/// <summary>Sets how many tokens hubs read at most.</summary>
/// <param name="Slots">The limit; null lifts it.</param>
/// <param name="Token">The hub; null for all.</param>
public sealed record SetSlotsEdit(int? Slots, int? Token = null) : Edit
{
    internal static EditKind Kind { get; } = EditKind.Of(
        "slots",
        new OptionalWholeField("value", 1, HubLimits.MostSlots),
        EditField.AnyHub("token"),
        (slots, token) => new SetSlotsEdit(slots, token),
        e => (e.Slots, e.Token),
        e => LimitWords.Of("slots", e.Slots, e.Token),
        knobOf: e => e.Token);

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        if (Slots is < 1 or > HubLimits.MostSlots)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{Slots} slots are out of range", "slots", $"give a number from 1 to {HubLimits.MostSlots:N0}");
        }

        return knobs with { Capacity = knobs.Capacity.Changed(Token is { } t ? Checked(t, shape, "slots, token") : null, l => l with { Slots = Slots }) };
    }
}
