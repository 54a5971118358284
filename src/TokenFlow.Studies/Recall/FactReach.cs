using TokenFlow.Attention.Patterns;

namespace TokenFlow.Studies.Recall;

/// <summary>
/// How many facts can have reached a token: a breadth-first search against the flow, from the token over the keys that it
/// reads, over theirs, and so on, a layer a step. By the pattern as it stands in this frame; the heads' edges count together.
/// O(tokens + runs) a search, nothing allocated.
/// </summary>
public sealed class FactReach
{
    private readonly bool[] _isFact;
    private readonly int[] _queue;

    // The next token that is not reached yet, itself where it is not; found by path halving.
    private readonly int[] _next;

    /// <param name="facts">The tokens that facts are written at.</param>
    /// <param name="tokens">All tokens.</param>
    public FactReach(ReadOnlySpan<int> facts, int tokens)
    {
        _isFact = new bool[tokens];
        foreach (int token in facts)
        {
            _isFact[token] = true;
        }

        (_queue, _next) = (new int[tokens], new int[tokens + 1]);
    }

    /// <summary>Facts whose information can be at a token after so many layers, itself included.</summary>
    /// <param name="plan">Who reads whom.</param>
    /// <param name="token">The token.</param>
    /// <param name="layers">Layers that are finished.</param>
    public int Count(AttentionPlan plan, int token, int layers)
    {
        ArgumentNullException.ThrowIfNull(plan);
        for (int i = 0; i < _next.Length; i++)
        {
            _next[i] = i;
        }

        int reached = 0;
        int facts = 0;
        Reach(token);
        int from = 0;
        for (int layer = 0; layer < layers && from < reached; layer++)
        {
            for (int end = reached; from < end; from++)
            {
                ReadBy(_queue[from]);
            }
        }

        return facts;

        void ReadBy(int query)
        {
            for (int h = 0; h < plan.Heads; h++)
            {
                if (h > 0 && ReferenceEquals(plan.Head(h), plan.Head(0)))
                {
                    continue;
                }

                foreach (KeyRun run in plan.Head(h).Runs(query))
                {
                    for (int key = Find(run.Start); key < run.End; key = Find(key))
                    {
                        Reach(key);
                    }
                }
            }
        }

        void Reach(int key)
        {
            _next[key] = key + 1;
            _queue[reached++] = key;
            facts += _isFact[key] ? 1 : 0;
        }
    }

    private int Find(int token)
    {
        while (_next[token] != token)
        {
            _next[token] = _next[_next[token]];
            token = _next[token];
        }

        return token;
    }
}
