using ScalingFit.Data;

namespace ScalingFit.Benchmarks.Comparison;

/// <summary>The jobs of a scaling-law paper, by the library, on one warm thread: Chinchilla's law on the 240 runs.</summary>
internal sealed record JobTimes
{
    private const int Resamples = 4000;
    private const int Million = 1_000_000;

    /// <summary>Five parameters; N*, D*, D*/N* and the loss at Gopher's budget; the loss of Chinchilla itself.</summary>
    private static readonly Func<FittedLaw, double>[] TenQuantities =
    [
        .. ScalingLaw.Chinchilla.Parameters.Select(p => (Func<FittedLaw, double>)(f => f[p.Name])),
        f => f.Allocate(5.76e23).Parameters,
        f => f.Allocate(5.76e23).Tokens,
        f => f.Allocate(5.76e23).TokensPerParameter,
        f => f.Allocate(5.76e23).Loss,
        f => f.Predict(70e9, 1.4e12),
    ];

    /// <summary>One local fit, from the best cell of the screen.</summary>
    public required Measured BestCell { get; init; }

    /// <summary>The default: five starts, and the certificate.</summary>
    public required Measured Fit { get; init; }

    /// <summary>4000 resamples, each refitted from the fit.</summary>
    public required Measured WarmBootstrap { get; init; }

    /// <summary>4000 resamples, each refitted from the fit and from a screen of its own.</summary>
    public required Measured Bootstrap { get; init; }

    /// <summary>Such a bootstrap and the intervals of ten quantities: see <see cref="TenQuantities"/>.</summary>
    public required Measured Intervals { get; init; }

    /// <summary>Hoffmann et al.'s 4500 starts by L-BFGS, as they stand.</summary>
    public required Measured Grid { get; init; }

    /// <summary>The share of these starts that end within a relative 1e-4 of the minimum.</summary>
    public required double GridShareNear { get; init; }

    /// <summary>How many times as fast two threads are at the safe bootstrap, by the clock on the wall; NaN with one core.</summary>
    public required double TwoThreads { get; init; }

    /// <summary>What a refit allocates, its result included, in bytes.</summary>
    public required double BytesPerRefit { get; init; }

    /// <summary>The same of one resample more: without what a bootstrap allocates once.</summary>
    public required double BytesPerFurtherRefit { get; init; }

    /// <summary>A fit of a million rows from the best cell.</summary>
    public required Measured MillionBestCell { get; init; }

    /// <summary>The default fit of a million rows.</summary>
    public required Measured MillionFit { get; init; }

    /// <summary>The search for the minimum, and the intervals, in CPU seconds, with refits from the fit alone, as the baseline's are.</summary>
    public double WholeJob => Fit.Median + WarmBootstrap.Median;

    /// <summary>The same with safe starts.</summary>
    public double SafeWholeJob => Fit.Median + Bootstrap.Median;

    public static JobTimes Measure()
    {
        RunSet runs = Datasets.ChinchillaWithoutOutliers;
        LawFit fit = ScalingLaw.Chinchilla.Fit(runs);
        var bestCell = new FitOptions { Starts = 1 };
        var safe = new BootstrapOptions { Threads = 1 };
        BootstrapOptions warm = safe with { Start = RefitStart.Fit };
        Replay? replay = null;
        Measured[] times = Timing.Jobs(
            rounds: 15,
            () => ScalingLaw.Chinchilla.Fit(runs, bestCell),
            () => ScalingLaw.Chinchilla.Fit(runs),
            () => fit.Bootstrap(Resamples, seed: 1, warm),
            () => fit.Bootstrap(Resamples, seed: 1, safe),
            () => replay = Recipe.Hoffmann2022.Replay(runs, threads: 1));
        Measured intervals = Timing.Job(() => IntervalsOf(fit, safe), rounds: 5);
        double once = Allocated(fit, safe, 1000);
        double twice = Allocated(fit, safe, 2000);
        RunSet million = SyntheticRows.Of(fit.Fitted, runs, Million).First(Million);
        return new JobTimes
        {
            BestCell = times[0],
            Fit = times[1],
            WarmBootstrap = times[2],
            Bootstrap = times[3],
            Intervals = intervals,
            Grid = times[4],
            GridShareNear = replay is null ? double.NaN : (double)replay.Close / replay.Starts,
            TwoThreads = SpeedUp(fit),
            BytesPerRefit = once / 1000,
            BytesPerFurtherRefit = (twice - once) / 1000,
            MillionBestCell = Timing.Job(() => ScalingLaw.Chinchilla.Fit(million, bestCell), rounds: 3),
            MillionFit = Timing.Job(() => ScalingLaw.Chinchilla.Fit(million), rounds: 3),
        };
    }

    private static void IntervalsOf(LawFit fit, BootstrapOptions options)
    {
        Bootstrap bootstrap = fit.Bootstrap(Resamples, seed: 1, options);
        foreach (Func<FittedLaw, double> quantity in TenQuantities)
        {
            // An interval of draws comes with the Monte Carlo errors of its ends.
            if (bootstrap.Of(quantity).LowerMonteCarloError is null) throw new InvalidOperationException("An interval is without its Monte Carlo errors.");
        }
    }

    private static double Allocated(LawFit fit, BootstrapOptions options, int resamples)
    {
        fit.Bootstrap(2, seed: 1, options); // what the first bootstrap of all allocates
        long before = GC.GetAllocatedBytesForCurrentThread();
        fit.Bootstrap(resamples, seed: 1, options);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>One and two threads in turn, so that a change of the machine's load meets both; the best of each.</summary>
    private static double SpeedUp(LawFit fit)
    {
        if (Environment.ProcessorCount < 2) return double.NaN;
        double[] fastest = [double.PositiveInfinity, double.PositiveInfinity];
        for (int round = 0; round < 10; round++)
        {
            for (int t = 0; t < fastest.Length; t++)
            {
                var options = new BootstrapOptions { Threads = t + 1 };
                fastest[t] = Math.Min(fastest[t], Timing.FastestWall(() => fit.Bootstrap(Resamples, seed: 1, options), rounds: 1));
            }
        }

        return fastest[0] / fastest[1];
    }
}
