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
    public override Edit? Moved(in TokenMove move) => Token is not { } hub ? this : move.At(hub) is { } token ? this with { Token = token } : null;

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
    public override Edit? Moved(in TokenMove move) => Token is not { } hub ? this : move.At(hub) is { } token ? this with { Token = token } : null;

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
    public override Edit? Moved(in TokenMove move) => Token is not { } hub ? this : move.At(hub) is { } token ? this with { Token = token } : null;

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

/// <summary>Edits of hubs' limits in words.</summary>
internal static class LimitWords
{
    public static string Of(string what, double? limit, int? token)
    {
        string value = limit is { } number ? FormattableString.Invariant($"{what} {number:0.###}") : $"no limit of {what}";
        return token is { } hub ? $"{value}, hub {hub}" : value;
    }
}
