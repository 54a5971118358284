using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Kernels.Gradients;

/// <summary>
/// The backward pass of <see cref="DenseReference"/> in double precision, from the full matrix of weights: the softmax's
/// Jacobian is applied row by row, without the log-sum-exp. O(n^2) in time and memory. What the kernels are held against;
/// itself it is held against finite differences.
/// </summary>
public static class DenseGradientReference
{
    /// <summary>Computes all heads.</summary>
    /// <param name="inputs">What the forward pass was given.</param>
    /// <param name="plan">Who reads whom.</param>
    /// <param name="outputGradient">dL/dO, [heads][tokens][headDim].</param>
    /// <param name="extraGradient">The loss's gradient of the further columns, [heads][tokens][extraColumns]; empty where it does not read them.</param>
    /// <exception cref="ArgumentException">A length does not fit the plan.</exception>
    public static ReferenceGradients Run(ReferenceInputs inputs, AttentionPlan plan, double[] outputGradient, double[] extraGradient)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(outputGradient);
        ArgumentNullException.ThrowIfNull(extraGradient);
        ReferenceResult forward = DenseReference.Run(inputs, plan, keepWeights: true);
        bool readsExtra = extraGradient.Length > 0;
        if (outputGradient.Length != forward.Output.Length || (readsExtra && extraGradient.Length != forward.Extra.Length))
        {
            throw new ArgumentException("The gradients do not fit the plan.");
        }

        var gradients = new ReferenceGradients
        {
            Q = new double[inputs.Q.Length],
            K = new double[inputs.K.Length],
            V = new double[inputs.V.Length],
            GlobalQ = new double[inputs.GlobalQ.Length],
            GlobalK = new double[inputs.GlobalK.Length],
            GlobalV = new double[inputs.GlobalV.Length],
            Extra = new double[readsExtra ? inputs.Extra.Length : 0],
            RandomExtra = new double[readsExtra ? inputs.RandomExtra.Length : 0],
        };
        int e = readsExtra ? inputs.ExtraColumns : 0;
        for (int head = 0; head < plan.Heads; head++)
        {
            for (int query = 0; query < plan.Tokens; query++)
            {
                int at = (head * plan.Tokens) + query;
                Row(inputs, plan.Head(head), head, query, forward.Weights.AsSpan(at * plan.Tokens, plan.Tokens), outputGradient.AsSpan(at * inputs.HeadDim, inputs.HeadDim), extraGradient.AsSpan(at * e, e), gradients);
            }
        }
        return gradients;
    }

    private static void Row(
        ReferenceInputs inputs,
        AttentionLayout layout,
        int head,
        int query,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> outputGradient,
        ReadOnlySpan<double> extraGradient,
        ReferenceGradients gradients)
    {
        int n = layout.Tokens, d = inputs.HeadDim, e = extraGradient.Length;
        bool global = inputs.GlobalQ.Length > 0 && layout.IsHub(query);
        int matrix = head * n * d, row = matrix + (query * d);
        double[] q = global ? inputs.GlobalQ : inputs.Q, k = global ? inputs.GlobalK : inputs.K, v = global ? inputs.GlobalV : inputs.V;
        double[] dQ = global ? gradients.GlobalQ : gradients.Q, dK = global ? gradients.GlobalK : gradients.K, dV = global ? gradients.GlobalV : gradients.V;

        // dP, and its mean under the weights: that is what the softmax's Jacobian takes off.
        var weightGradients = new double[n];
        double mean = 0;
        for (int key = 0; key < n; key++)
        {
            if (weights[key] == 0)
            {
                continue;
            }

            for (int c = 0; c < d; c++)
            {
                weightGradients[key] += outputGradient[c] * v[matrix + (key * d) + c];
            }

            double[] extra = IsRandom(key) ? inputs.RandomExtra : inputs.Extra;
            for (int c = 0; c < e; c++)
            {
                weightGradients[key] += extraGradient[c] * extra[(key * e) + c];
            }

            mean += weights[key] * weightGradients[key];
        }
        for (int key = 0; key < n; key++)
        {
            if (weights[key] == 0)
            {
                continue;
            }

            double score = inputs.Scale * weights[key] * (weightGradients[key] - mean);
            for (int c = 0; c < d; c++)
            {
                dQ[row + c] += score * k[matrix + (key * d) + c];
                dK[matrix + (key * d) + c] += score * q[row + c];
                dV[matrix + (key * d) + c] += weights[key] * outputGradient[c];
            }
            double[] dExtra = IsRandom(key) ? gradients.RandomExtra : gradients.Extra;
            for (int c = 0; c < e; c++)
            {
                dExtra[(key * e) + c] += weights[key] * extraGradient[c];
            }
        }

        bool IsRandom(int key) => inputs.RandomExtra.Length > 0 && layout.WayOf(query, key) == EdgeWay.Random;
    }
}

/// <summary>What <see cref="DenseGradientReference"/> computed; shapes as in <see cref="AttentionGradients"/>, empty where an input is.</summary>
public sealed class ReferenceGradients
{
    /// <summary>[heads][tokens][headDim].</summary>
    public required double[] Q { get; init; }

    /// <summary>[heads][tokens][headDim].</summary>
    public required double[] K { get; init; }

    /// <summary>[heads][tokens][headDim].</summary>
    public required double[] V { get; init; }

    /// <summary>[heads][tokens][headDim].</summary>
    public required double[] GlobalQ { get; init; }

    /// <summary>[heads][tokens][headDim].</summary>
    public required double[] GlobalK { get; init; }

    /// <summary>[heads][tokens][headDim].</summary>
    public required double[] GlobalV { get; init; }

    /// <summary>[tokens][extraColumns].</summary>
    public required double[] Extra { get; init; }

    /// <summary>[tokens][extraColumns].</summary>
    public required double[] RandomExtra { get; init; }
}
