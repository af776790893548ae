using BenchmarkDotNet.Running;
using ScalingFit.Benchmarks;
using ScalingFit.Benchmarks.Comparison;
using ScalingFit.Benchmarks.Coverage;
using ScalingFit.Benchmarks.Scaling;

// dotnet run -c Release --project tests/ScalingFit.Benchmarks -- compare | coverage | scaling | --filter '*'
switch (args.FirstOrDefault())
{
    case "compare":
        return CompareCommand.Run(args[1..]);
    case "coverage":
        return CoverageCommand.Run(args[1..]);
    case "scaling":
        return ScalingCommand.Run(args[1..]);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(FitBenchmarks).Assembly).Run(args);
        return 0;
}
