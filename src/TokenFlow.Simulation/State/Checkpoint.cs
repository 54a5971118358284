using TokenFlow.Attention.Patterns;

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

    /// <summary>[tracers][tokens] layers from the drop until dye first came, 0 at its origin, -1 where it has not come.</summary>
    public required int[][] Arrival { get; init; }

    /// <summary>[tracers][tokens] dye, all ways together: a row of the light cone.</summary>
    public required float[][] Totals { get; init; }

    /// <summary>[tracers] where and when each one's dye fell last.</summary>
    public required DyeDrop[] Drops { get; init; }

    /// <summary>[tracers] dye that hubs refused in the layers since each one's dye fell.</summary>
    public required double[] Refused { get; init; }

    /// <summary>The start of a run: a drop on each tracer's origin.</summary>
    /// <param name="values">[heads][tokens][headDim] the first layer's input.</param>
    /// <param name="origins">[tracers] the tokens where dye falls.</param>
    /// <param name="tokens">Tokens.</param>
    public static Checkpoint Of(float[] values, IReadOnlyList<int> origins, int tokens)
    {
        ArgumentNullException.ThrowIfNull(origins);
        int tracers = origins.Count;
        var start = new Checkpoint
        {
            Values = values,
            Dye = new float[tokens * tracers * DyeColumns.Ways],
            Holds = new bool[tracers][],
            Arrival = new int[tracers][],
            Totals = new float[tracers][],
            Drops = new DyeDrop[tracers],
            Refused = new double[tracers],
        };
        for (int t = 0; t < tracers; t++)
        {
            start.Pour(t, DyeDrop.On(origins[t], layer: 0, tokens));
        }

        return start;
    }

    /// <summary>The same start with a tracer's dye poured anew; what the drop does not touch is shared.</summary>
    /// <param name="tracer">The tracer.</param>
    /// <param name="token">The token that its dye falls on.</param>
    /// <param name="layer">The layers that are finished.</param>
    public Checkpoint Poured(int tracer, int token, int layer)
    {
        var poured = new Checkpoint
        {
            Values = Values,
            Dye = (float[])Dye.Clone(),
            Holds = (bool[][])Holds.Clone(),
            Arrival = (int[][])Arrival.Clone(),
            Totals = (float[][])Totals.Clone(),
            Drops = (DyeDrop[])Drops.Clone(),
            Refused = (double[])Refused.Clone(),
        };
        poured.Pour(tracer, DyeDrop.On(token, layer, Totals[tracer].Length));
        return poured;
    }

    private void Pour(int tracer, in DyeDrop drop)
    {
        int tokens = drop.Row.Length;
        int stride = Drops.Length * DyeColumns.Ways;
        for (int i = 0; i < tokens; i++)
        {
            Dye.AsSpan((i * stride) + (tracer * DyeColumns.Ways), DyeColumns.Ways).Clear();
        }

        Dye[(drop.Token * stride) + DyeColumns.Of(tracer, EdgeWay.Window)] = 1;
        Holds[tracer] = new bool[tokens];
        Holds[tracer][drop.Token] = true;
        Arrival[tracer] = new int[tokens];
        Array.Fill(Arrival[tracer], -1);
        Arrival[tracer][drop.Token] = 0;
        Totals[tracer] = drop.Row;
        Drops[tracer] = drop;
        Refused[tracer] = 0;
    }
}

/// <summary>The last drop of a tracer.</summary>
/// <param name="Token">The token that it fell on.</param>
/// <param name="Layer">The layers that were finished then: 0 at the start.</param>
/// <param name="Row">[tokens] the dye right after it: the row of the light cone that it starts from.</param>
public readonly record struct DyeDrop(int Token, int Layer, float[] Row)
{
    /// <summary>A drop on a sequence of so many tokens.</summary>
    public static DyeDrop On(int token, int layer, int tokens)
    {
        var row = new float[tokens];
        row[token] = 1;
        return new DyeDrop(token, layer, row);
    }
}
