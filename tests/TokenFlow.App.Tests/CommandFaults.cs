namespace TokenFlow.App.Tests;

/// <summary>What every user's mistake must end in.</summary>
internal static class CommandFaults
{
    /// <summary>One line on stderr, nothing on stdout, this exit code, no stack trace.</summary>
    public static void AssertFault(CommandRun run, int exitCode)
    {
        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Error);
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error.TrimEnd('\n').Split('\n'), Has.Length.EqualTo(1), run.Error);
        Assert.That(run.Error, Does.StartWith("tokenflow: ").And.Not.Contain("   at "));
    }
}
