using TokenFlow.Base.Faults;
using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Simulation.Edits;

/// <summary>Sets how many bits a layer hubs send on.</summary>
/// <param name="Bits">The limit; null lifts it.</param>
/// <param name="Token">The hub; null for all.</param>
public sealed record SetBitsEdit(double? Bits, int? Token = null) : Edit
{
    internal static EditKind Kind { get; } = EditKind.Of(
        "bits",
        new OptionalNumberField("value", HubLimits.LeastBits, HubLimits.MostBits),
        EditField.AnyHub("token"),
        (bits, token) => new SetBitsEdit(bits, token),
        e => (e.Bits, e.Token),
        e => LimitWords.Of("bits", e.Bits, e.Token),
        knobOf: e => e.Token);

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        if (Bits is { } bits && bits is not (>= HubLimits.LeastBits and <= HubLimits.MostBits))
        {
            throw new FaultException(FaultKind.OutOfRange, $"{Bits} bits are out of range", "bits", $"give a number from {HubLimits.LeastBits} to {HubLimits.MostBits:N0}");
        }

        return knobs with { Capacity = knobs.Capacity.Changed(Token is { } t ? Checked(t, shape, "bits, token") : null, l => l with { Bits = Bits }) };
    }
}
