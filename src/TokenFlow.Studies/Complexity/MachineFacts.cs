using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TokenFlow.Studies.Complexity;

/// <summary>What a measurement's reader must know of the machine.</summary>
/// <param name="Processor">The processor's name as the system tells it.</param>
/// <param name="LogicalProcessors">Threads that run at once.</param>
/// <param name="Vectors">The vector instructions in use.</param>
/// <param name="System">Operating system and architecture.</param>
/// <param name="Runtime">The .NET runtime.</param>
public sealed record MachineFacts(string Processor, int LogicalProcessors, string Vectors, string System, string Runtime)
{
    /// <summary>Asks this machine.</summary>
    public static MachineFacts OfThisMachine() => new(
        ProcessorName(),
        Environment.ProcessorCount,
        VectorSets(),
        $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.OSArchitecture}",
        RuntimeInformation.FrameworkDescription);

    /// <summary>Bytes that could be allocated without pushing anything out; what the runtime believes where the system does not say.</summary>
    public static long AvailableMemory()
    {
        const string meminfo = "/proc/meminfo";
        if (File.Exists(meminfo))
        {
            string? line = File.ReadLines(meminfo).FirstOrDefault(l => l.StartsWith("MemAvailable:", StringComparison.Ordinal));
            string[] words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
            if (words.Length >= 2 && long.TryParse(words[1], out long kilobytes))
            {
                return kilobytes * 1024;
            }
        }

        GCMemoryInfo memory = GC.GetGCMemoryInfo();
        return Math.Max(0, memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes);
    }

    private static string ProcessorName()
    {
        const string cpuinfo = "/proc/cpuinfo";
        if (File.Exists(cpuinfo))
        {
            string? line = File.ReadLines(cpuinfo).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal));
            if (line is not null)
            {
                return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
            }
        }

        return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown";
    }

    private static string VectorSets() =>
        Vector512.IsHardwareAccelerated ? "512-bit (AVX-512)"
        : Vector256.IsHardwareAccelerated ? Fma.IsSupported ? "256-bit (AVX2, FMA)" : "256-bit"
        : "128-bit";
}
