using NUnit.Framework;
using TokenFlow.Base.Faults;

namespace TokenFlow.TestSupport;

/// <summary>What a user is told.</summary>
public static class Faults
{
    /// <summary>The fault that the action ends in; the test fails where it ends otherwise.</summary>
    public static FaultException Of(Action action)
    {
        try
        {
            action();
        }
        catch (FaultException fault)
        {
            return fault;
        }

        Assert.Fail("There was no fault.");
        throw new InvalidOperationException();
    }

    /// <summary>Fails unless the action ends in a fault of this kind, told in one line that contains all of these words.</summary>
    public static void Expect(FaultKind kind, Action action, params string[] words)
    {
        FaultException fault = Of(action);
        Assert.That(fault.Kind, Is.EqualTo(kind), fault.Message);
        Assert.That(fault.Message, Does.Not.Contain("\n"));
        foreach (string word in words)
        {
            Assert.That(fault.Message, Does.Contain(word));
        }
    }
}
