using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Kernels.Gradients;

/// <summary>
/// The definition of the backward pass: one edge after another, in 32-bit floats and ascending order. Slow and plain; the
/// fast kernel is held against it.
/// </summary>
public sealed class ScalarGradientKernel : IAttentionGradientKernel
{
    private int[] _keys = [];
    private EdgeWay[] _ways = [];

    /// <inheritdoc/>
    public string Name => "scalar gradients";

    /// <inheritdoc/>
    public void Run(in AttentionInputs inputs, AttentionPlan plan, in GradientInputs saved, in AttentionGradients gradients)
    {
        GradientShapes.Check(inputs, plan, saved, gradients);
        gradients.Q.Clear();
        gradients.K.Clear();
        gradients.V.Clear();
        gradients.GlobalQ.Clear();
        gradients.GlobalK.Clear();
        gradients.GlobalV.Clear();
        gradients.Extra.Clear();
        gradients.RandomExtra.Clear();
        for (int head = 0; head < plan.Heads; head++)
        {
            AttentionLayout layout = plan.Head(head);
            if (_keys.Length < layout.MaxRowKeys)
            {
                _keys = new int[layout.MaxRowKeys];
                _ways = new EdgeWay[layout.MaxRowKeys];
            }
            for (int query = 0; query < plan.Tokens; query++)
            {
                Row(inputs, layout, head, query, saved, gradients);
            }
        }
    }

    private void Row(in AttentionInputs inputs, AttentionLayout layout, int head, int query, in GradientInputs saved, in AttentionGradients gradients)
    {
        int d = inputs.HeadDim;
        int e = saved.ExtraGradient.IsEmpty ? 0 : inputs.ExtraColumns;
        int n = layout.Tokens;
        int row = (head * n) + query;
        bool global = inputs.HasGlobalProjections && layout.IsHub(query);
        ReadOnlySpan<float> q = (global ? inputs.GlobalQ : inputs.Q).Slice(row * d, d);
        ReadOnlySpan<float> k = (global ? inputs.GlobalK : inputs.K).Slice(head * n * d, n * d);
        ReadOnlySpan<float> v = (global ? inputs.GlobalV : inputs.V).Slice(head * n * d, n * d);
        Span<float> dQ = (global ? gradients.GlobalQ : gradients.Q).Slice(row * d, d);
        Span<float> dK = (global ? gradients.GlobalK : gradients.K).Slice(head * n * d, n * d);
        Span<float> dV = (global ? gradients.GlobalV : gradients.V).Slice(head * n * d, n * d);
        ReadOnlySpan<float> dO = saved.OutputGradient.Slice(row * d, d);
        ReadOnlySpan<float> dX = saved.ExtraGradient.Slice(row * e, e);
        float rowDot = Dot(dO, saved.Output.Slice(row * d, d)) + Dot(dX, saved.Extra.Slice(row * e, e));

        int count = layout.CopyKeys(query, _keys, _ways);
        for (int i = 0; i < count; i++)
        {
            int key = _keys[i];
            bool random = _ways[i] == EdgeWay.Random && !inputs.RandomExtra.IsEmpty;
            ReadOnlySpan<float> x = (random ? inputs.RandomExtra : inputs.Extra).Slice(key * e, e);
            Span<float> dExtra = (random ? gradients.RandomExtra : gradients.Extra).Slice(key * e, e);
            float weight = MathF.Exp((inputs.Scale * Dot(q, k.Slice(key * d, d))) - saved.LogSumExp[row]);
            float score = weight * (Dot(dO, v.Slice(key * d, d)) + Dot(dX, x) - rowDot) * inputs.Scale;
            Add(dQ, score, k.Slice(key * d, d));
            Add(dK.Slice(key * d, d), score, q);
            Add(dV.Slice(key * d, d), weight, dO);
            Add(dExtra, weight, dX);
        }
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float sum = 0;
        for (int c = 0; c < a.Length; c++)
        {
            sum += a[c] * b[c];
        }

        return sum;
    }

    private static void Add(Span<float> target, float factor, ReadOnlySpan<float> numbers)
    {
        for (int c = 0; c < target.Length; c++)
        {
            target[c] += factor * numbers[c];
        }
    }
}
