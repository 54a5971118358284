using BenchmarkDotNet.Running;
using TokenFlow.Benchmarks.SideBySide;

// One piece at a time is studied with BenchmarkDotNet; implementations are compared by side-by-side.
if (args is ["side-by-side", .. string[] rest])
{
    return new SideBySideProgram(TokenFlow.App.Cli.Terminal.OfProcess()).Run(rest);
}

BenchmarkSwitcher.FromAssembly(typeof(TokenFlow.Benchmarks.KernelBenchmarks).Assembly).Run(args);
return 0;
