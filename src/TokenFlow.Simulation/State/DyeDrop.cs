namespace TokenFlow.Simulation.State;

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
