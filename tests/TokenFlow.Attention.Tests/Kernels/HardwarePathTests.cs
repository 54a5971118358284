using System.Diagnostics;
using System.Runtime.Intrinsics;
using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Attention.Tests.Support;

namespace TokenFlow.Attention.Tests.Kernels;

/// <summary>The kernel with hardware paths switched off, each in a process of its own.</summary>
public sealed class HardwarePathTests
{
    [TestCase("DOTNET_EnableAVX512", VectorPath.Vector256)]
    [TestCase("DOTNET_EnableAVX2", VectorPath.Vector128)]
    [TestCase("DOTNET_EnableHWIntrinsic", VectorPath.Scalar)]
    public void The_kernel_is_right_without(string setting, VectorPath widest)
    {
        var start = new ProcessStartInfo(Host()) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(HardwareProbe).Assembly.Location);
        start.Environment[setting] = "0";
        using Process probe = Process.Start(start)!;
        Task<string> errors = probe.StandardError.ReadToEndAsync();
        string path = probe.StandardOutput.ReadToEnd().Trim();
        probe.WaitForExit();
        Assert.That(probe.ExitCode, Is.Zero, errors.Result);
        Assert.That(Enum.Parse<VectorPath>(path), Is.LessThanOrEqualTo(widest));
    }

    [Test]
    public void The_widest_path_of_the_hardware_is_chosen()
    {
        using var kernel = new SparseAttentionKernel(1);
        Assert.That(kernel.Path, Is.EqualTo(
            Vector512.IsHardwareAccelerated ? VectorPath.Vector512
            : Vector256.IsHardwareAccelerated ? VectorPath.Vector256
            : Vector128.IsHardwareAccelerated ? VectorPath.Vector128 : VectorPath.Scalar));
    }

    // The test host runs under the dotnet command mostly, else its place is told by the command itself.
    private static string Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath!
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
