using NUnit.Framework;
using TokenFlow.Window.Native;

namespace TokenFlow.TestSupport;

/// <summary>
/// For tests that open a window. Where none can be opened they are skipped, with the reason; where
/// TOKENFLOW_WINDOW_REQUIRED=1 says that one must be, they fail.
/// </summary>
public static class WindowRequirement
{
    private const string Variable = "TOKENFLOW_WINDOW_REQUIRED";

    /// <summary>Ends the test here unless a window can be opened.</summary>
    public static void Demand()
    {
        NativeRaylib raylib = NativeRaylib.Look();
        if (raylib.CanOpenWindow) return;

        string reason = $"{raylib.Found}; {raylib.Remedy}";
        if (Environment.GetEnvironmentVariable(Variable) == "1") Assert.Fail($"{Variable} is set, and there is {reason}");
        Assert.Ignore($"Not tried: {reason}");
    }
}
