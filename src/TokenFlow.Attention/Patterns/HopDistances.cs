namespace TokenFlow.Attention.Patterns;

/// <summary>
/// Least number of layers in which information of one token reaches another: breadth-first search over the layout,
/// against the direction of reading (information runs from key to query). Nothing of size n x n is built: a
/// union-find over the tokens not reached yet lets every window be walked in the time of its new tokens alone, and a
/// hub's row and column are taken as a whole.
/// </summary>
public static class HopDistances
{
    /// <summary>Layers until information of <paramref name="source"/> reaches each token.</summary>
    /// <returns>[tokens]; 0 for the source itself, -1 for tokens that it never reaches.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public static int[] From(AttentionLayout layout, int source) => new HopSearch(layout, source).Run(target: -1);

    /// <summary>Layers until information of <paramref name="from"/> reaches <paramref name="to"/>, or -1 if it never does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public static int Between(AttentionLayout layout, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentOutOfRangeException.ThrowIfNegative(to);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(to, layout.Tokens);
        return new HopSearch(layout, from).Run(to)[to];
    }
}
