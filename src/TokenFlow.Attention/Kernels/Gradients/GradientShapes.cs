using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Kernels.Gradients;

/// <summary>Checks of span lengths, shared by the gradient kernels.</summary>
internal static class GradientShapes
{
    public static void Check(in AttentionInputs inputs, AttentionPlan plan, in GradientInputs saved, in AttentionGradients gradients)
    {
        AttentionShapes.Check(inputs, plan);
        long rows = (long)plan.Heads * plan.Tokens;
        long matrix = rows * inputs.HeadDim;
        Expect(saved.Output.Length, matrix, "Output");
        Expect(saved.OutputGradient.Length, matrix, "OutputGradient");
        Expect(saved.LogSumExp.Length, rows, "LogSumExp");
        Expect(gradients.Q.Length, matrix, "the gradient of Q");
        Expect(gradients.K.Length, matrix, "the gradient of K");
        Expect(gradients.V.Length, matrix, "the gradient of V");
        long global = inputs.HasGlobalProjections ? matrix : 0;
        Expect(gradients.GlobalQ.Length, global, "the gradient of GlobalQ");
        Expect(gradients.GlobalK.Length, global, "the gradient of GlobalK");
        Expect(gradients.GlobalV.Length, global, "the gradient of GlobalV");
        bool reads = !saved.ExtraGradient.IsEmpty;
        if (reads)
        {
            Expect(saved.ExtraGradient.Length, rows * inputs.ExtraColumns, "ExtraGradient");
            Expect(saved.Extra.Length, rows * inputs.ExtraColumns, "the saved Extra");
        }
        long extra = (long)plan.Tokens * inputs.ExtraColumns;
        Expect(gradients.Extra.Length, reads ? extra : 0, "the gradient of Extra");
        Expect(gradients.RandomExtra.Length, reads && !inputs.RandomExtra.IsEmpty ? extra : 0, "the gradient of RandomExtra");
    }

    private static void Expect(int length, long wanted, string name)
    {
        if (length != wanted)
        {
            throw new ArgumentException($"{name} has {length} numbers where the plan asks for {wanted}.");
        }
    }
}
