using System.Globalization;
using System.Text;
using TokenFlow.Base.Collections;

namespace TokenFlow.Simulation.Hubs;

/// <summary>The limits of all hubs, as a value: common ones, and others for single hubs. A token need not be a hub to have some; they wait.</summary>
public sealed record HubCapacity
{
    /// <summary>No limits.</summary>
    public static HubCapacity None { get; } = new();

    /// <summary>What holds for every hub that has no limits of its own.</summary>
    public HubLimits Common { get; init; }

    /// <summary>Limits of single hubs, ascending by token; they stand in place of the common ones.</summary>
    public ValueList<(int Token, HubLimits Limits)> Single { get; init; } = new([]);

    /// <summary>Whether no hub is limited.</summary>
    public bool IsNone => Common.IsNone && Single.All(s => s.Limits.IsNone);

    /// <summary>The limits of a hub.</summary>
    public HubLimits Of(int token)
    {
        foreach ((int single, HubLimits limits) in Single)
        {
            if (single == token)
            {
                return limits;
            }
        }

        return Common;
    }

    /// <summary>The same with one hub's limits.</summary>
    public HubCapacity With(int token, HubLimits limits) => this with
    {
        Single = new(Single.Where(s => s.Token != token).Append((Token: token, Limits: limits)).OrderBy(s => s.Token)),
    };

    /// <summary>The same with a change made to the limits of one hub, or of all.</summary>
    /// <param name="token">The hub; null for all of them, single ones included.</param>
    /// <param name="change">The change.</param>
    public HubCapacity Changed(int? token, Func<HubLimits, HubLimits> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return token is { } one
            ? With(one, change(Of(one)))
            : new HubCapacity { Common = change(Common), Single = new(Single.Select(s => (s.Token, change(s.Limits)))) };
    }

    /// <summary>The value as a text, the same on every machine; empty for no limits.</summary>
    internal string ToStableText()
    {
        if (Common.IsNone && Single.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder();
        Append(-1, Common);
        foreach ((int token, HubLimits limits) in Single)
        {
            Append(token, limits);
        }

        return text.ToString();

        void Append(int token, HubLimits limits) => text.Append(
            CultureInfo.InvariantCulture, $"|k {token} {limits.Slots ?? 0} {limits.Rank ?? 0} {BitConverter.DoubleToInt64Bits(limits.Bits ?? 0)}");
    }
}

/// <summary>What a hub can carry in a layer. A limit that is null is no limit; limits combine.</summary>
/// <param name="Slots">The most tokens that the hub reads, its strongest; at least 1.</param>
/// <param name="Rank">The directions of each head that what it sends on passes through; at least 1.</param>
/// <param name="Bits">What it sends on carries in bits, all heads together; above 0.</param>
public readonly record struct HubLimits(int? Slots, int? Rank, double? Bits)
{
    /// <summary>The most slots that can be asked for: a row is never longer.</summary>
    public const int MostSlots = 65_536;

    /// <summary>The most directions that can be asked for: a head never has more.</summary>
    public const int MostRank = 512;

    /// <summary>The least bits that can be asked for.</summary>
    public const double LeastBits = 0.001;

    /// <summary>The most bits that can be asked for: more than all numbers of the widest hub hold.</summary>
    public const double MostBits = 1_000_000;

    /// <summary>No limits.</summary>
    public static HubLimits None => default;

    /// <summary>Whether there are no limits at all.</summary>
    public bool IsNone => this == default;
}
