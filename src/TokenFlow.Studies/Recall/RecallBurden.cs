using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Traffic;

namespace TokenFlow.Studies.Recall;

/// <summary>With a recall task a hub is asked to carry the facts that can have reached it: log2 C(M, facts) bits, which of the M words they are.</summary>
/// <param name="task">The task.</param>
/// <param name="tokens">All tokens.</param>
public sealed class RecallBurden(RecallTask task, int tokens) : IHubBurden
{
    private readonly FactReach _reach = new(task.FactTokens[..task.Facts], tokens);

    /// <inheritdoc />
    public int ItemsAt(AttentionPlan plan, int hub, int layers) => _reach.Count(plan, hub, layers);

    /// <inheritdoc />
    public double BitsOf(int items) => BitsOf(task.Spec.Vocabulary, items);

    /// <summary>log2 C(words, facts): the bits that say which words were written.</summary>
    internal static double BitsOf(int words, int facts)
    {
        double bits = 0;
        for (int i = 0; i < Math.Min(facts, words - facts); i++)
        {
            bits += Math.Log2((double)(words - i) / (i + 1));
        }

        return bits;
    }
}
