using System.Runtime.Intrinsics;
using TokenFlow.Attention.Kernels;

namespace TokenFlow.Attention.Tests.Kernels;

public sealed class ExponentialTests
{
    [Test]
    public void Powers_of_two_are_right_to_two_units_in_the_last_place()
    {
        double worst = 0;
        for (float x = 0; x > -126; x -= 0.00731f)
        {
            double exact = Math.Pow(2, x);
            worst = Math.Max(worst, Math.Abs(Exponential.Exp2(x) - exact) / exact);
        }
        Assert.That(worst, Is.LessThan(2.4e-7));
        Assert.That(Exponential.Exp2(0f), Is.EqualTo(1f));
        Assert.That(Exponential.Exp2(-3f), Is.EqualTo(0.125f));
    }

    [Test]
    public void What_is_too_small_to_matter_is_zero_and_nonsense_stays_nonsense()
    {
        Assert.That(Exponential.Exp2(-127f), Is.Zero);
        Assert.That(Exponential.Exp2(-1e30f), Is.Zero);
        Assert.That(Exponential.Exp2(float.NegativeInfinity), Is.Zero);
        Assert.That(Exponential.Exp2(float.NaN), Is.NaN);
        Assert.That(Exponential.Exp2(Vector256.Create(float.NaN))[3], Is.NaN);
    }

    [Test]
    public void Vectors_have_the_bits_of_their_scalar_twin()
    {
        for (float x = 1; x > -140; x -= 0.0193f)
        {
            Assert.That(Exponential.Exp2(Vector256.Create(x))[5], Is.EqualTo(Exponential.Exp2(x)));
        }

        Assert.That(Exponential.Exp2(Vector256.Create(float.NegativeInfinity))[0], Is.Zero);
    }
}
