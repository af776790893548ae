using BenchmarkDotNet.Attributes;
using ScalingFit.Data;

namespace ScalingFit.Benchmarks;

/// <summary>The main job, part by part, on one warm thread: Chinchilla's law on the 240 runs.</summary>
[MemoryDiagnoser]
public class FitBenchmarks
{
    private readonly RunSet _runs = Datasets.ChinchillaWithoutOutliers;
    private readonly FitOptions _bestCell = new() { Starts = 1 };
    private readonly BootstrapOptions _oneThread = new() { Threads = 1 };
    private readonly BootstrapOptions _warm = new() { Threads = 1, Start = RefitStart.Fit };
    private readonly ScalingLaw _formula = ScalingLaw.Define("L = E + A/N^alpha + B/D^beta");
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

    /// <summary>The same law from its formula, which is recognised.</summary>
    [Benchmark]
    public LawFit FitFormula() => _formula.Fit(_runs);

    /// <summary>Screen, one polished start, certificate.</summary>
    [Benchmark]
    public LawFit FitFromBestCell() => ScalingLaw.Chinchilla.Fit(_runs, _bestCell);

    [Benchmark]
    public LawFit FitLeastAbsoluteDeviations() => ScalingLaw.Chinchilla.Fit(_runs, Objective.LogLeastAbsoluteDeviations);

    [Benchmark]
    public Bootstrap Bootstrap4000() => _fit.Bootstrap(4000, seed: 1, _oneThread);

    /// <summary>Each refitted from the fit alone.</summary>
    [Benchmark]
    public Bootstrap Bootstrap4000Warm() => _fit.Bootstrap(4000, seed: 1, _warm);

    [Benchmark]
    public Bootstrap Bootstrap4000LeastAbsoluteDeviations() => _absolute.Bootstrap(4000, seed: 1, _oneThread);

    /// <summary>Hoffmann et al.'s 4500 starts by L-BFGS, as they stand.</summary>
    [Benchmark]
    public Replay HoffmannGrid() => Recipe.Hoffmann2022.Replay(_runs, threads: 1);
}
