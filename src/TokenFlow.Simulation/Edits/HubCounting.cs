using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Collections;
using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Simulation.Edits;

/// <summary>Puts a number of hubs in place of those that there are.</summary>
public static class HubCounting
{
    /// <summary>The most hubs that can be asked for by number.</summary>
    public const int MostHubs = 64;

    /// <summary>Where so many hubs stand, ascending.</summary>
    /// <param name="count">How many, 1 to <see cref="MostHubs"/>.</param>
    /// <param name="place">At the start or spread.</param>
    /// <param name="tokens">Tokens of the sequence.</param>
    public static int[] Positions(int count, HubPlacement place, int tokens) =>
        [.. Enumerable.Range(0, count).Select(i => place == HubPlacement.Spread ? (int)((((long)i * 2) + 1) * tokens / (2L * count)) : i)];

    /// <summary>The knobs with exactly these hubs; those that are cut stay cut.</summary>
    /// <param name="knobs">The knobs as they are.</param>
    /// <param name="hubs">The hubs, ascending.</param>
    /// <param name="tokens">Tokens of the sequence.</param>
    public static Knobs Apply(Knobs knobs, IReadOnlyList<int> hubs, int tokens)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        ArgumentNullException.ThrowIfNull(hubs);
        if (knobs.Pattern.HubsAreGlobals)
        {
            PatternEdits none = knobs.Edits with { MadeHubs = new ValueSet<int>(), UnmadeHubs = new ValueSet<int>() };
            return knobs with { Pattern = knobs.Pattern.WithGlobals(hubs), Edits = none };
        }

        AttentionLayout layout = AttentionPlan.Compile(knobs.Pattern, tokens, Math.Max(1, knobs.Pattern.Dilations.Count), layer: 0).Head(0);
        PatternEdits edits = knobs.Edits with
        {
            MadeHubs = new ValueSet<int>(hubs.Where(h => !layout.IsHub(h))),
            UnmadeHubs = new ValueSet<int>(layout.Hubs.ToArray().Except(hubs)),
        };
        return knobs with { Edits = edits };
    }
}
