namespace TokenFlow.Simulation.State;

/// <summary>What a layer starts from. Never changed once made, so going back is taking the same arrays up again.</summary>
public sealed class Checkpoint
{
    /// <summary>[heads][tokens][headDim] the layer's input.</summary>
    public required float[] Values { get; init; }

    /// <summary>[tokens][tracers x 3] dye by way, see <see cref="DyeColumns"/>.</summary>
    public required float[] Dye { get; init; }

    /// <summary>[tracers][tokens] whether the token holds dye, in however small an amount.</summary>
    public required bool[][] Holds { get; init; }

    /// <summary>[tracers][tokens] the layer at whose end dye first came, 0 at its origin, -1 where it has not come.</summary>
    public required int[][] Arrival { get; init; }

    /// <summary>[tracers][tokens] dye, all ways together: a row of the light cone.</summary>
    public required float[][] Totals { get; init; }
}
