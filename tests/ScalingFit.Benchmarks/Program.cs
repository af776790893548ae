using BenchmarkDotNet.Running;
using ScalingFit.Benchmarks;

// dotnet run -c Release --project tests/ScalingFit.Benchmarks -- --filter '*'
BenchmarkSwitcher.FromAssembly(typeof(FitBenchmarks).Assembly).Run(args);
