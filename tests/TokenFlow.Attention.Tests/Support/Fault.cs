using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Tests.Support;

internal static class Fault
{
    /// <summary>Fails unless the action throws one fault of this kind, in one line that contains all of these words.</summary>
    public static void Expect(FaultKind kind, Action action, params string[] words)
    {
        FaultException fault = Assert.Throws<FaultException>(() => action());
        Assert.That(fault.Kind, Is.EqualTo(kind), fault.Message);
        Assert.That(fault.Message, Does.Not.Contain("\n"));
        foreach (string word in words)
        {
            Assert.That(fault.Message, Does.Contain(word));
        }
    }
}
