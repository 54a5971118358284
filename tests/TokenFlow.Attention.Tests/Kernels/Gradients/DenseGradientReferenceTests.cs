using CsCheck;
using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Kernels.Gradients;
using TokenFlow.Attention.Patterns;
using TokenFlow.Attention.Tests.Support;

namespace TokenFlow.Attention.Tests.Kernels.Gradients;

public sealed class DenseGradientReferenceTests
{
    private const double Step = 1e-5;

    [Test]
    public void Gradients_are_the_slopes_of_the_forward_pass() => Gen.Select(
        Samples.Edited(9), Gen.Int[1, 3], Gen.Int[0, 2], Gen.Bool, Gen.Bool, Gen.ULong).Sample(
        (sample, headDim, extraColumns, global, randomExtra, seed) =>
        {
            AttentionPlan plan = sample.Compile();
            var tensors = new GradientTensors(plan, headDim, seed, global, extraColumns, randomExtra);
            ReferenceInputs inputs = tensors.Wide;
            ReferenceGradients found = tensors.Reference();
            Check("Q", inputs.Q, found.Q);
            Check("K", inputs.K, found.K);
            Check("V", inputs.V, found.V);
            Check("GlobalQ", inputs.GlobalQ, found.GlobalQ);
            Check("GlobalK", inputs.GlobalK, found.GlobalK);
            Check("GlobalV", inputs.GlobalV, found.GlobalV);
            Check("Extra", inputs.Extra, found.Extra);
            Check("RandomExtra", inputs.RandomExtra, found.RandomExtra);

            // Central differences: the error is of the order of the step squared.
            void Check(string name, double[] input, double[] gradient)
            {
                Assert.That(gradient, Has.Length.EqualTo(input.Length), name);
                for (int i = 0; i < input.Length; i++)
                {
                    double kept = input[i];
                    input[i] = kept + Step;
                    double above = Loss();
                    input[i] = kept - Step;
                    double below = Loss();
                    input[i] = kept;
                    Assert.That(gradient[i], Is.EqualTo((above - below) / (2 * Step)).Within(1e-6), $"{name}[{i}]");
                }
            }

            double Loss()
            {
                ReferenceResult result = DenseReference.Run(inputs, plan);
                return Product(result.Output, tensors.OutputGradient) + Product(result.Extra, tensors.ExtraGradient);
            }
        },
        iter: 60,
        threads: 1);

    private static double Product(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
