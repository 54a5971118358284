using System.CommandLine;
using TokenFlow.Base.Faults;

namespace TokenFlow.App.Cli;

/// <summary>How many threads a verb works with. It never changes a result.</summary>
public static class ThreadsOption
{
    private const int Most = 256;

    public static Option<int> Create() => new("--threads")
    {
        Description = "Threads to work with; as many as there are processors by default. Results do not depend on it.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    public static int Checked(int threads) => threads is >= 1 and <= Most
        ? threads
        : throw new FaultException(FaultKind.OutOfRange, $"{threads} threads are out of range", "--threads", $"give a number from 1 to {Most}");
}
