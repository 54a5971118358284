using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Kernels;

/// <summary>
/// The definition of sparse attention in this project: one row after another, one key after another, in 32-bit floats and
/// ascending order. Slow and plain; the fast kernel is held against it.
/// </summary>
public sealed class ScalarSparseKernel : IAttentionKernel
{
    private int[] _keys = [];
    private EdgeWay[] _ways = [];
    private float[] _weights = [];

    /// <inheritdoc/>
    public string Name => "scalar sparse";

    /// <inheritdoc/>
    public void Run(in AttentionInputs inputs, AttentionPlan plan, in AttentionOutputs outputs)
    {
        AttentionShapes.Check(inputs, plan, outputs);
        for (int head = 0; head < plan.Heads; head++)
        {
            AttentionLayout layout = plan.Head(head);
            if (_keys.Length < layout.MaxRowKeys)
            {
                _keys = new int[layout.MaxRowKeys];
                _ways = new EdgeWay[layout.MaxRowKeys];
                _weights = new float[layout.MaxRowKeys];
            }
            for (int query = 0; query < plan.Tokens; query++)
            {
                Row(inputs, layout, head, query, outputs);
            }
        }
    }

    private void Row(in AttentionInputs inputs, AttentionLayout layout, int head, int query, in AttentionOutputs outputs)
    {
        int d = inputs.HeadDim;
        int e = inputs.ExtraColumns;
        int row = (head * layout.Tokens) + query;
        Span<float> output = outputs.Output.Slice(row * d, d);
        Span<float> extra = outputs.Extra.Slice(row * e, e);
        output.Clear();
        extra.Clear();

        bool global = inputs.HasGlobalProjections && layout.IsHub(query);
        ReadOnlySpan<float> q = (global ? inputs.GlobalQ : inputs.Q).Slice(row * d, d);
        ReadOnlySpan<float> k = (global ? inputs.GlobalK : inputs.K).Slice(head * layout.Tokens * d, layout.Tokens * d);
        ReadOnlySpan<float> v = (global ? inputs.GlobalV : inputs.V).Slice(head * layout.Tokens * d, layout.Tokens * d);

        int count = layout.CopyKeys(query, _keys, _ways);
        float maximum = float.NegativeInfinity;
        for (int i = 0; i < count; i++)
        {
            float score = 0;
            for (int c = 0; c < d; c++)
            {
                score += q[c] * k[(_keys[i] * d) + c];
            }

            _weights[i] = score * inputs.Scale;
            maximum = Math.Max(maximum, _weights[i]);
        }

        float sum = 0;
        for (int i = 0; i < count; i++)
        {
            _weights[i] = MathF.Exp(_weights[i] - maximum);
            sum += _weights[i];
        }
        if (!outputs.LogSumExp.IsEmpty)
        {
            outputs.LogSumExp[row] = count == 0 ? float.NegativeInfinity : maximum + MathF.Log(sum);
        }

        for (int i = 0; i < count; i++)
        {
            float weight = _weights[i] / sum;
            for (int c = 0; c < d; c++)
            {
                output[c] += weight * v[(_keys[i] * d) + c];
            }

            ReadOnlySpan<float> carried = _ways[i] == EdgeWay.Random && !inputs.RandomExtra.IsEmpty ? inputs.RandomExtra : inputs.Extra;
            for (int c = 0; c < e; c++)
            {
                extra[c] += weight * carried[(_keys[i] * e) + c];
            }
        }
    }
}
