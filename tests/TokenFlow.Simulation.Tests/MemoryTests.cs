using System.Diagnostics;
using TokenFlow.Simulation.Tests.Worlds;

namespace TokenFlow.Simulation.Tests;

[NonParallelizable]
public sealed class MemoryTests
{
    [Test]
    public void The_longest_text_stays_under_a_gibibyte()
    {
        // Two layers of the six that a scenario has by default, four more checkpoints are 16.25 MiB each: counted in below.
        using FlowSimulation simulation = TestWorld.Start(
            """{"tokens": 65536, "layers": 2, "framesPerLayer": 1, "pattern": {"kind": "longformer", "window": 256, "globals": [0]}}""",
            edges: 3_000);
        simulation.Seek(1);
        using var process = Process.GetCurrentProcess();
        long more = 4L * 65_536 * (64 + 3 + 1 + 1 + 1) * sizeof(float);
        TestContext.Out.WriteLine($"working set {process.WorkingSet64 >> 20} MiB, managed heap {GC.GetTotalMemory(false) >> 20} MiB");
        Assert.That(process.WorkingSet64 + more, Is.LessThan(1L << 30));
    }
}
