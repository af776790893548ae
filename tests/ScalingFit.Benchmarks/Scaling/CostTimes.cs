using ScalingFit.Data;

namespace ScalingFit.Benchmarks.Scaling;

/// <summary>What fits of more and more rows cost, and bootstraps of more and more resamples of the 240 runs, on one thread.</summary>
/// <param name="BestCell">Fits from the best cell of the screen, by rows.</param>
/// <param name="Fit">Default fits, by rows.</param>
/// <param name="Bootstrap">Bootstraps with safe starts, by resamples.</param>
internal sealed record CostTimes(SizeTime[] BestCell, SizeTime[] Fit, SizeTime[] Bootstrap)
{
    private static readonly int[] Rows = [100, 1000, 10_000, 100_000, 1_000_000];
    private static readonly int[] Resamples = [250, 1000, 4000, 16_000];

    public static CostTimes Measure()
    {
        RunSet runs = Datasets.ChinchillaWithoutOutliers;
        LawFit fit = ScalingLaw.Chinchilla.Fit(runs);
        SyntheticRows rows = SyntheticRows.Of(fit.Fitted, runs, Rows[^1]);
        RunSet[] tables = Array.ConvertAll(Rows, rows.First);
        var oneThread = new BootstrapOptions { Threads = 1 };
        return new CostTimes(
            Array.ConvertAll(tables, t => FitTime(t, new FitOptions { Starts = 1 })),
            Array.ConvertAll(tables, t => FitTime(t, FitOptions.Default)),
            Array.ConvertAll(Resamples, n => new SizeTime(n, Timing.Job(() => fit.Bootstrap(n, seed: 1, oneThread), rounds: 7).Median)));
    }

    private static SizeTime FitTime(RunSet runs, FitOptions options) =>
        new(runs.Count, Timing.Job(() => ScalingLaw.Chinchilla.Fit(runs, options), rounds: runs.Count >= 100_000 ? 3 : 9).Median);
}
