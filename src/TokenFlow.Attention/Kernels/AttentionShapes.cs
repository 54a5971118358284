using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Kernels;

/// <summary>Checks of span lengths, shared by the kernels. A wrong length is a caller's bug, so these are argument errors.</summary>
internal static class AttentionShapes
{
    public static void Check(in AttentionInputs inputs, AttentionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (inputs.Heads != plan.Heads)
        {
            throw new ArgumentException($"The inputs have {inputs.Heads} heads, the plan {plan.Heads}.");
        }

        if (inputs.HeadDim < 1)
        {
            throw new ArgumentException($"A head of {inputs.HeadDim} columns holds nothing.");
        }

        if (!float.IsFinite(inputs.Scale))
        {
            throw new ArgumentException("The scale is not finite.");
        }

        long matrix = (long)plan.Heads * plan.Tokens * inputs.HeadDim;
        Expect(inputs.Q.Length, matrix, "Q");
        Expect(inputs.K.Length, matrix, "K");
        Expect(inputs.V.Length, matrix, "V");
        if (inputs.HasGlobalProjections || !inputs.GlobalK.IsEmpty || !inputs.GlobalV.IsEmpty)
        {
            Expect(inputs.GlobalQ.Length, matrix, "GlobalQ");
            Expect(inputs.GlobalK.Length, matrix, "GlobalK");
            Expect(inputs.GlobalV.Length, matrix, "GlobalV");
        }
        if (inputs.ExtraColumns < 0)
        {
            throw new ArgumentException("ExtraColumns is negative.");
        }

        long extra = (long)plan.Tokens * inputs.ExtraColumns;
        Expect(inputs.Extra.Length, extra, "Extra");
        if (!inputs.RandomExtra.IsEmpty)
        {
            Expect(inputs.RandomExtra.Length, extra, "RandomExtra");
        }
    }

    public static void Check(in AttentionInputs inputs, AttentionPlan plan, in AttentionOutputs outputs)
    {
        Check(inputs, plan);
        Expect(outputs.Output.Length, (long)plan.Heads * plan.Tokens * inputs.HeadDim, "Output");
        Expect(outputs.Extra.Length, (long)plan.Heads * plan.Tokens * inputs.ExtraColumns, "the outputs' Extra");
        if (!outputs.LogSumExp.IsEmpty)
        {
            Expect(outputs.LogSumExp.Length, (long)plan.Heads * plan.Tokens, "LogSumExp");
        }

        if (outputs.BlockSums.IsEmpty)
        {
            return;
        }

        if (outputs.BlockTokens < 1)
        {
            throw new ArgumentException($"Blocks of {outputs.BlockTokens} tokens hold nothing.");
        }

        if (outputs.LogSumExp.IsEmpty)
        {
            throw new ArgumentException("BlockSums cannot be had without LogSumExp.");
        }

        long blocks = ((long)plan.Tokens + outputs.BlockTokens - 1) / outputs.BlockTokens;
        Expect(outputs.BlockSums.Length, plan.Heads * blocks * blocks, "BlockSums");
    }

    private static void Expect(int length, long wanted, string name)
    {
        if (length != wanted)
        {
            throw new ArgumentException($"{name} has {length} numbers where the plan asks for {wanted}.");
        }
    }
}
