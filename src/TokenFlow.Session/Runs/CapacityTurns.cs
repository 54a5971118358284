using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Session.Runs;

/// <summary>
/// Turns what hubs can carry: all of them, or the one that is held in the inspector. Limits go by powers of two, from the
/// least up to where they would not bind; beyond there is none.
/// </summary>
public static class CapacityTurns
{
    /// <summary>Beyond so many bits a number of a head no noise is left that a float would show.</summary>
    private const int BitsANumber = 24;

    /// <summary>The hub whose limits are turned; null for all.</summary>
    public static int? Target(FlowSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        ReadOnlySpan<TokenSnapshot> tokens = session.Snapshot.Tokens;
        return session.View.Locked is { } token && (uint)token < (uint)tokens.Length && tokens[token].IsHub ? token : null;
    }

    /// <summary>The limits as they stand for what is turned.</summary>
    public static HubLimits Limits(FlowSession session)
    {
        HubCapacity capacity = session.Simulation.Knobs.Capacity;
        return Target(session) is { } token ? capacity.Of(token) : capacity.Common;
    }

    /// <summary>Slots from which on a hub reads everything.</summary>
    public static int MostSlots(FlowSession session) => Math.Max(session.Snapshot.Tokens.Length, 1);

    /// <summary>Directions from which on everything passes.</summary>
    public static int MostRank(FlowSession session) => session.Document.Scenario.HeadDim;

    /// <summary>Bits from which on there is no noise.</summary>
    public static int MostBits(FlowSession session) => BitsANumber * session.Document.Scenario.HeadDim * session.Document.Scenario.Heads;

    /// <summary>Sets the slots; null for no limit.</summary>
    public static bool SetSlots(FlowSession session, int? slots, long gesture = 0) =>
        slots == Limits(session).Slots || session.Editor.Do(new SetSlotsEdit(slots, Target(session)), null, gesture);

    /// <summary>Sets the rank; null for no limit.</summary>
    public static bool SetRank(FlowSession session, int? rank, long gesture = 0) =>
        rank == Limits(session).Rank || session.Editor.Do(new SetRankEdit(rank, Target(session)), null, gesture);

    /// <summary>Sets the bits; null for no limit.</summary>
    public static bool SetBits(FlowSession session, double? bits, long gesture = 0) =>
        bits == Limits(session).Bits || session.Editor.Do(new SetBitsEdit(bits, Target(session)), null, gesture);

    /// <summary>Sets how many hubs there are: where the scenario counts them, else at the start.</summary>
    public static bool SetHubs(FlowSession session, int count)
    {
        ArgumentNullException.ThrowIfNull(session);
        HubPlacement place = session.Document.Scenario.Capacity.Place == HubPlacement.Start ? HubPlacement.Start : HubPlacement.Spread;
        return session.Editor.Do(new SetHubCountEdit(count, place));
    }

    /// <summary>The next limit up or down the powers of two. None lies above the last that binds.</summary>
    /// <param name="now">The limit; null for none.</param>
    /// <param name="most">Where it no longer binds.</param>
    /// <param name="up">Whether it is loosened.</param>
    public static int? Turned(double? now, int most, bool up)
    {
        double from = now is { } limit && limit < most ? limit : most;
        if (up)
        {
            double next = Math.Pow(2, Math.Floor(Math.Log2(Math.Max(from, 0.5))) + 1);
            return now is null || next >= most ? null : (int)next;
        }

        return (int)Math.Max(1, Math.Pow(2, Math.Ceiling(Math.Log2(Math.Max(from, 2))) - 1));
    }

    /// <summary>A place on a line in [0, 1], logarithmic; 1 is no limit.</summary>
    public static float PlaceOf(double? limit, int most) =>
        limit is { } value && value < most ? (float)(Math.Log2(Math.Max(value, 1)) / Math.Log2(Math.Max(most, 2))) : 1;

    /// <summary>The limit at a place on a line; null at its end.</summary>
    public static int? At(float place, int most)
    {
        int value = (int)Math.Round(Math.Pow(2, place * Math.Log2(Math.Max(most, 2))));
        return value >= most ? null : Math.Max(1, value);
    }
}
