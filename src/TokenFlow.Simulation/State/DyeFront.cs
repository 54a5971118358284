using TokenFlow.Attention.Patterns;

namespace TokenFlow.Simulation.State;

/// <summary>
/// Which tokens hold a tracer's dye, as sets. Softmax weights are positive, so after a layer a token holds dye exactly when
/// it kept some (alpha &gt; 0) or reads a key that held some and hands it on (alpha &lt; 1). Taken from the edges and not from the amounts:
/// those shrink by the length of a row in every layer and leave the range of a float after some fifteen.
/// </summary>
public sealed class DyeFront
{
    // [tokens + 1] how many of the tokens before each one hold dye and hand it on.
    private readonly int[] _before;

    public DyeFront(int tokens) => _before = new int[tokens + 1];

    /// <summary>The holders after one layer.</summary>
    /// <param name="holds">[tokens] the holders before it.</param>
    /// <param name="plan">Who reads whom in the layer; the heads' edges count together.</param>
    /// <param name="residual">The layer's alpha.</param>
    /// <param name="sent">[tokens] how much of what it holds each key hands on; only 0 stops it. Empty for all of it.</param>
    public bool[] Advance(ReadOnlySpan<bool> holds, AttentionPlan plan, float residual, ReadOnlySpan<float> sent)
    {
        for (int i = 0; i < holds.Length; i++)
        {
            _before[i + 1] = _before[i] + (holds[i] && (sent.IsEmpty || sent[i] > 0) ? 1 : 0);
        }

        var after = new bool[holds.Length];
        for (int i = 0; i < holds.Length; i++)
        {
            after[i] = (holds[i] && residual > 0) || (residual < 1 && ReadsHolder(i, plan));
        }

        return after;
    }

    private bool ReadsHolder(int query, AttentionPlan plan)
    {
        for (int h = 0; h < plan.Heads; h++)
        {
            AttentionLayout layout = plan.Head(h);
            if (h > 0 && ReferenceEquals(layout, plan.Head(0)))
            {
                continue;
            }

            foreach (KeyRun run in layout.Runs(query))
            {
                if (_before[run.End] > _before[run.Start])
                {
                    return true;
                }
            }
        }

        return false;
    }
}
