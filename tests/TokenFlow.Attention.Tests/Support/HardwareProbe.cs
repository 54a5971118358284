using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Tests.Support;

/// <summary>
/// The test assembly's own entry: holds the kernel to the reference on whatever hardware paths the process was left with,
/// and prints the path. Which instructions are used is settled when a process starts, so a test starts this one anew.
/// </summary>
internal static class HardwareProbe
{
    public static int Main()
    {
        AttentionPattern[] patterns =
        [
            new FullPattern(),
            new LongformerPattern(20, 1, [0, 70]),
            new LocalPattern(20).WithDilations([1, 3]),
            new BigBirdPattern(16, 2),
            new MemoryPattern(5, 9),
            new StreamingPattern(3, 30),
        ];
        using var kernel = new SparseAttentionKernel(2);
        foreach (AttentionPattern pattern in patterns)
        {
            AttentionPlan plan = AttentionPlan.Compile(pattern, 150, 2, 0, PatternEdits.Empty.WithPadding([9, 149]));
            var tensors = new Tensors(plan, 20, 3, global: true, extraColumns: 5, randomExtra: true);
            tensors.Run(kernel).AssertNear(tensors.Reference());
        }
        Console.WriteLine(kernel.Path);
        return 0;
    }
}
