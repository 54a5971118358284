using TokenFlow.Simulation.State;

namespace TokenFlow.Simulation.Tests.State;

public sealed class DerivedTests
{
    [Test]
    public void A_value_is_worked_out_once_a_revision_and_only_when_asked_for()
    {
        var state = new FlowState(tokens: 1, heads: 1, headDim: 1, tracers: 0, separateGlobal: false);
        int worked = 0;
        var derived = new Derived<int>(state, () => ++worked);
        Assert.That((derived.Last, worked), Is.EqualTo((0, 0)));
        Assert.That((derived.Value, derived.Value), Is.EqualTo((1, 1)));
        state.Revision++;
        state.Revision++;
        Assert.That((derived.Last, worked), Is.EqualTo((1, 1)));
        Assert.That(derived.Value, Is.EqualTo(2));
    }

    [Test]
    public void A_value_that_could_not_be_worked_out_is_tried_again()
    {
        var state = new FlowState(tokens: 1, heads: 1, headDim: 1, tracers: 0, separateGlobal: false);
        bool fails = true;
        var derived = new Derived<int>(state, () => fails ? throw new InvalidOperationException() : 7);
        Assert.That(() => derived.Value, Throws.InvalidOperationException);
        fails = false;
        Assert.That(derived.Value, Is.EqualTo(7));
    }
}
