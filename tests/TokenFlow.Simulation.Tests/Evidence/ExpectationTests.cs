using TokenFlow.Studies.Evidence;

namespace TokenFlow.Simulation.Tests.Evidence;

public sealed class ExpectationTests
{
    [Test]
    public void Ends_are_in_or_out_as_the_words_have_it()
    {
        Assert.That(Expectation.AtMost(2).Holds(2), Is.True);
        Assert.That(Expectation.Below(2).Holds(2), Is.False);
        Assert.That(Expectation.AtLeast(2).Holds(2), Is.True);
        Assert.That(Expectation.Above(2).Holds(2), Is.False);
        Assert.That(Expectation.Exactly(2).Holds(Math.BitIncrement(2)), Is.False);
        Assert.That(Expectation.Near(2, 0.5).Holds(2.5), Is.True);
        Assert.That(Expectation.Near(2, 0.5).Holds(2.51), Is.False);
    }

    [Test]
    public void What_is_no_number_is_never_as_expected() =>
        Assert.That(
            new[] { Expectation.AtMost(2), Expectation.Above(2), Expectation.Exactly(2), Expectation.Near(0, 9) },
            Has.All.Matches<Expectation>(e => !e.Holds(double.NaN)));

    [TestCase(192, 192, false, false, "= 192")]
    [TestCase(double.NegativeInfinity, 2, false, false, "≤ 2")]
    [TestCase(double.NegativeInfinity, 2, false, true, "< 2")]
    [TestCase(0.4, double.PositiveInfinity, true, false, "> 0.4")]
    [TestCase(0.97, 1.03, false, false, "0.97 to 1.03")]
    public void It_is_written_in_signs(double least, double most, bool leastOut, bool mostOut, string text) =>
        Assert.That(new Expectation(least, most, leastOut, mostOut).ToString(), Is.EqualTo(text));

    [Test]
    public void A_figure_is_written_to_be_read()
    {
        Assert.That(new Figure("edges", 2_043_134, Expectation.Exactly(2_043_134), "").Text, Is.EqualTo("2,043,134"));
        Assert.That(new Figure("share", 0.08828, Expectation.Above(0), "").Text, Is.EqualTo("0.0883"));
        Assert.That(new Figure("never", double.NaN, Expectation.Above(0), "").Text, Is.EqualTo("none"));
    }
}
