namespace TokenFlow.Simulation.Hubs;

/// <summary>The directions that a hub sends on through: consecutive columns of the seeded bases, the same columns in every head.</summary>
/// <param name="Token">The hub.</param>
/// <param name="First">Its first column, counted over all bases one after another; none where <paramref name="Rank"/> is 0.</param>
/// <param name="Rank">How many columns; 0 for a hub without a rank limit, which sends on in all directions.</param>
public readonly record struct HubChannel(int Token, int First, int Rank);
