namespace TokenFlow.Simulation.State;

/// <summary>What a layer starts from. Never changed once made, so going back is taking the same arrays up again.</summary>
public sealed class Checkpoint
{
    /// <summary>[heads][tokens][headDim] the layer's input.</summary>
    public required float[] Values { get; init; }

    /// <summary>[tokens][tracers x 3] dye by way, see <see cref="DyeColumns"/>.</summary>
    public required float[] Dye { get; init; }

    /// <summary>[tracers][tokens] arrival layers so far; -1 where the dye has not come.</summary>
    public required int[][] Arrival { get; init; }

    /// <summary>[tracers][tokens] dye, all ways together: a row of the light cone.</summary>
    public required float[][] Totals { get; init; }
}
