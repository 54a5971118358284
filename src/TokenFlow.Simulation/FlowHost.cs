using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Base.Threading;

namespace TokenFlow.Simulation;

/// <summary>
/// What runs share: one team of threads and the kernel on it. A program owns one, hands it to all its runs and ends it after
/// the last of them. Runs on several threads take turns, a piece of work at a time; results do not depend on it.
/// </summary>
public sealed class FlowHost : IDisposable
{
    /// <param name="threads">How many threads compute, the caller included; at least 1.</param>
    public FlowHost(int threads)
    {
        Team = new WorkerTeam(threads);
        Kernel = new SparseAttentionKernel(Team);
    }

    /// <summary>The threads.</summary>
    public WorkerTeam Team { get; }

    /// <summary>The kernel on them.</summary>
    public SparseAttentionKernel Kernel { get; }

    /// <summary>Ends the threads and frees the kernel's memory.</summary>
    public void Dispose()
    {
        Kernel.Dispose();
        Team.Dispose();
    }
}
