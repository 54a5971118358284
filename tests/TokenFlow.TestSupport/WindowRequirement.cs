using NUnit.Framework;
using TokenFlow.Base.Faults;

namespace TokenFlow.TestSupport;

/// <summary>
/// For tests that open a window. Where none can be opened they are skipped, with the reason; where
/// TOKENFLOW_WINDOW_REQUIRED=1 says that one must be, they fail.
/// </summary>
public static class WindowRequirement
{
    private const string Variable = "TOKENFLOW_WINDOW_REQUIRED";

    // One client for as long as there are tests: between the last window and the next the X server would start anew.
    private static Lazy<IDisposable?>? _display;

    /// <summary>Ends the test here unless a window can be opened.</summary>
    /// <param name="connect">Connects with the display, or throws what is missing.</param>
    public static void Demand(Func<IDisposable?> connect)
    {
        string reason;
        try
        {
            _ = (_display ??= new Lazy<IDisposable?>(connect)).Value;
            return;
        }
        catch (FaultException e)
        {
            reason = e.Message;
        }

        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            Assert.Fail($"{Variable} is set, and {reason}");
        }

        Assert.Ignore($"Not tried: {reason}");
    }
}
