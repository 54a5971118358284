namespace TokenFlow.Simulation.Hubs;

/// <summary>Where a counted number of hubs stands.</summary>
public enum HubPlacement
{
    /// <summary>At the first tokens.</summary>
    Start,

    /// <summary>Spread evenly.</summary>
    Spread,

    /// <summary>At the first tokens that touch a text.</summary>
    Match,
}
