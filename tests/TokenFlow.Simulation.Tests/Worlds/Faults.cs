using TokenFlow.Base.Faults;

namespace TokenFlow.Simulation.Tests.Worlds;

/// <summary>What a user is told.</summary>
internal static class Faults
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
}
