using BenchmarkDotNet.Attributes;
using ScalingFit.Data;

namespace ScalingFit.Benchmarks;

/// <summary>The main job, part by part, on one warm thread: Chinchilla's law on the 240 runs.</summary>
[MemoryDiagnoser]
public class FitBenchmarks
{
    private readonly RunSet _runs = Datasets.ChinchillaWithoutOutliers;
    private readonly BootstrapOptions _oneThread = new() { Threads = 1 };
    private LawFit _fit = null!;
    private LawFit _absolute = null!;

    [GlobalSetup]
    public void Setup()
    {
        _fit = ScalingLaw.Chinchilla.Fit(_runs);
        _absolute = ScalingLaw.Chinchilla.Fit(_runs, Objective.LogLeastAbsoluteDeviations);
    }

    /// <summary>Screen, five polished starts, certificate.</summary>
    [Benchmark]
    public LawFit Fit() => ScalingLaw.Chinchilla.Fit(_runs);

    [Benchmark]
    public LawFit FitLeastAbsoluteDeviations() => ScalingLaw.Chinchilla.Fit(_runs, Objective.LogLeastAbsoluteDeviations);

    [Benchmark]
    public Bootstrap Bootstrap4000() => _fit.Bootstrap(4000, seed: 1, _oneThread);

    [Benchmark]
    public Bootstrap Bootstrap4000LeastAbsoluteDeviations() => _absolute.Bootstrap(4000, seed: 1, _oneThread);
}
