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

/// <summary>What a hub takes, sends on and refuses in a layer.</summary>
/// <param name="Offered">Tokens that it would read without slots.</param>
/// <param name="Taken">Tokens that it reads.</param>
/// <param name="TakenShare">W_S in [0, 1]: the attention mass, in the row without slots, of the tokens that it reads.</param>
/// <param name="SentShare">phi in [0, 1]: how much of what it would send gets through rank and noise.</param>
/// <param name="RefusedIn">Dye of all tracers that it would have read from the refused tokens, (1 - alpha) included.</param>
/// <param name="RefusedOut">Dye of all tracers that its readers would have got from it and did not, (1 - alpha) included.</param>
/// <param name="Demand">What it is asked to carry over what it can, by the tightest limit; 0 without limits. Above 1 it is full.</param>
public readonly record struct HubFlow(int Offered, int Taken, float TakenShare, float SentShare, float RefusedIn, float RefusedOut, float Demand)
{
    /// <summary>A hub without limits that reads so many tokens.</summary>
    public static HubFlow Free(int tokens) => new(tokens, tokens, 1, 1, 0, 0, 0);

    /// <summary>1 - W_S phi in [0, 1]: the share of all it had to carry that it refused.</summary>
    public float RefusedShare => 1 - (TakenShare * SentShare);
}
