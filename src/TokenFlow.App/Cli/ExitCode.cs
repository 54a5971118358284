namespace TokenFlow.App.Cli;

/// <summary>Exit codes that are no fault of the user's; those of faults are the numbers of their kinds.</summary>
internal static class ExitCode
{
    /// <summary>A bug of ours.</summary>
    public const int InternalError = 70;

    /// <summary>A run that the user broke off.</summary>
    public const int Cancelled = 130;
}
