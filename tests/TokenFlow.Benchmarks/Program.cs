using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(TokenFlow.Benchmarks.KernelBenchmarks).Assembly).Run(args);
