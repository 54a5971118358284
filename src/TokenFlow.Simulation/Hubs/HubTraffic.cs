namespace TokenFlow.Simulation.Hubs;

/// <summary>What a working hub's limits make of its row and its values in the running layer.</summary>
/// <param name="Channel">The hub and its directions.</param>
/// <param name="Limits">What it can carry.</param>
/// <param name="Offered">Keys that it would read without slots, those of all heads together.</param>
/// <param name="Taken">Keys that it reads.</param>
/// <param name="TakenShare">W_S in [0, 1]: their weight in the row without slots, the mean over the heads.</param>
/// <param name="SentShare">phi in [0, 1], see <see cref="HubSender"/>.</param>
public readonly record struct HubTraffic(HubChannel Channel, HubLimits Limits, int Offered, int Taken, float TakenShare, float SentShare)
{
    /// <summary>Whether rank or bits change what it sends on.</summary>
    public bool IsSenderLimited { get; init; }

    /// <summary>Whether slots leave something unread.</summary>
    public bool IsRowLimited => Taken < Offered;
}
