using System.Runtime.InteropServices;
using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Kernels.Panels;

namespace TokenFlow.Session.Replays;

/// <summary>The instruction set that the kernel computes with here: runs on the same set have the same bits.</summary>
public static class InstructionSet
{
    /// <summary>Its name.</summary>
    public static string InUse()
    {
        using var kernel = new SparseAttentionKernel(1);
        bool isArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        return kernel.Path switch
        {
            VectorPath.Vector512 => "AVX-512",
            VectorPath.Vector256 => "AVX2",
            VectorPath.Vector128 => isArm ? "NEON" : "SSE",
            _ => "scalar",
        };
    }
}
