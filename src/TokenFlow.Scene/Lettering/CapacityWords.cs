using System.Globalization;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Lettering;

/// <summary>What hubs can carry, and what they refuse, in few words.</summary>
internal static class CapacityWords
{
    /// <summary>The limits: "8 slots, rank 4, 64 bits"; empty for none.</summary>
    public static string Of(HubLimits limits)
    {
        string words = limits.Slots is { } slots ? slots == 1 ? "1 slot" : $"{Letters.Count(slots)} slots" : "";
        if (limits.Rank is { } rank)
        {
            words = Joined(words, $"rank {Letters.Count(rank)}");
        }

        if (limits.Bits is { } bits)
        {
            words = Joined(words, bits == 1 ? "1 bit" : $"{Number(bits)} bits");
        }

        return words;
    }

    /// <summary>A hub's limits and what it refuses: "rank 8 · 62 % refused".</summary>
    public static string Note(in HubSnapshot hub) => $"{Of(hub.Limits)} · {Letters.Percent(RefusedBy(hub))} refused";

    /// <summary>The limits of all hubs for the bottom line: those that they share, or how many have some; empty for none.</summary>
    public static string OfAll(FrameSnapshot snapshot)
    {
        int limited = 0;
        HubLimits first = HubLimits.None;
        bool isShared = true;
        foreach (HubSnapshot hub in snapshot.Hubs)
        {
            if (hub.Limits.IsNone)
            {
                continue;
            }

            if (limited++ == 0)
            {
                first = hub.Limits;
            }

            isShared &= hub.Limits == first;
        }

        int hubs = snapshot.Hubs.Count;
        if (limited == 0)
        {
            return "";
        }

        if (!isShared || limited < hubs)
        {
            return $"{Letters.Count(limited)} of {Letters.Count(hubs)} hubs limited";
        }

        return hubs == 1 ? $"hub: {Of(first)}" : $"each hub: {Of(first)}";
    }

    /// <summary>What a hub refuses of all it had to carry, in [0, 1]; 0 for one without limits.</summary>
    public static float RefusedBy(in HubSnapshot hub)
    {
        float share = hub.Limits.IsNone || hub.IsCut ? 0 : hub.Flow.RefusedShare;
        return float.IsFinite(share) ? Math.Clamp(share, 0, 1) : 0;
    }

    /// <summary>The mean of what hubs refuse, those that are cut left out.</summary>
    public static double RefusedByAll(FrameSnapshot snapshot)
    {
        double sum = 0;
        int working = 0;
        foreach (HubSnapshot hub in snapshot.Hubs)
        {
            if (hub.IsCut)
            {
                continue;
            }

            sum += RefusedBy(hub);
            working++;
        }

        return working == 0 ? 0 : sum / working;
    }

    /// <summary>A number with as many places as matter.</summary>
    public static string Number(double value) => double.IsFinite(value)
        ? value.ToString(Math.Abs(value) < 10 ? "0.##" : Math.Abs(value) < 100 ? "0.#" : "#,0", CultureInfo.InvariantCulture)
        : "–";

    private static string Joined(string words, string next) => words.Length == 0 ? next : $"{words}, {next}";
}
