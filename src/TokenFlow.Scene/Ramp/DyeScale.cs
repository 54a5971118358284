namespace TokenFlow.Scene.Ramp;

/// <summary>
/// Amounts of dye on a logarithmic scale from a whole drop (1) down to a floor. The floor depends on the number of
/// tokens only, so a film's colours never change their meaning: two hops through a hub spread one drop over at most
/// n x n reads, hence 1 / n^2 rounded down to a power of ten.
/// </summary>
public readonly struct DyeScale
{
    /// <param name="tokens">How many tokens there are; at least 1.</param>
    public DyeScale(int tokens) =>
        Decades = Math.Clamp((int)MathF.Ceiling(2 * MathF.Log10(Math.Max(tokens, 1))), 2, 12);

    /// <summary>Powers of ten between the floor and a whole drop.</summary>
    public int Decades { get; }

    /// <summary>The smallest amount told apart: 10^-Decades.</summary>
    public float Floor => MathF.Pow(10, -Decades);

    /// <summary>The level in [0, 1] of an amount; -1 where there is none at all.</summary>
    public float Level(float amount) =>
        amount > 0 ? Math.Clamp(1 + (MathF.Log10(amount) / Decades), 0f, 1f) : -1;
}
