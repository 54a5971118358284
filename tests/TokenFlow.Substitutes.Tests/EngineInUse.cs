using System.Reflection;

namespace TokenFlow.Substitutes.Tests;

/// <summary>Which of package and substitute this test run was built against.</summary>
internal static class EngineInUse
{
    /// <summary>Ends a fixture, with the reason printed, unless the named package is substituted.</summary>
    public static void OnlyForSubstituteOf(string package)
    {
        string inUse = typeof(EngineInUse).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == $"Engine.{package}").Value!;
        if (inUse.EndsWith("(substitute)", StringComparison.Ordinal))
        {
            return;
        }

        string reason = $"{package} {inUse} is in use, which leaves undefined what its substitute refuses: nothing to test.";
        TestContext.Progress.WriteLine(reason);
        Assert.Ignore(reason);
    }
}
