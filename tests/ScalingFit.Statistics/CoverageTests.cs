using ScalingFit.Data;
using ScalingFit.Numerics;

namespace ScalingFit.Statistics;

/// <summary>
/// Whether intervals cover as often as they say, so that docs/how-it-works/coverage.md cannot rot unseen. Truth: the fit to the 240 runs of Chinchilla. Each of 300 tables is fitted and resampled 400 times; those of
/// Chinchilla's design have its sizes and data, and residuals drawn with replacement from its own.
/// </summary>
public sealed class CoverageTests
{
    private const int Tables = 300;
    private const int Replicates = 400;

    private static readonly double[] Sizes = [1e8, 3.2e8, 1e9, 3.2e9];

    private static readonly double[] Ratios = [5, 20, 80];

    [Fact]
    public void Percentile_intervals_of_parameters_and_of_the_decision_cover_at_about_95_percent()
    {
        RunSet runs = Datasets.ChinchillaWithoutOutliers;
        LawFit truth = ScalingLaw.Chinchilla.Fit(runs);
        Func<FittedLaw, double>[] quantities =
        [
            .. truth.Law.Parameters.Select(p => (Func<FittedLaw, double>)(f => f[p.Name])),
            f => f["beta"] / (f["alpha"] + f["beta"]),
            f => f.Allocate(5.76e23).TokensPerParameter,
            f => f.Predict(70e9, 1.4e12),
        ];
        var covered = new int[quantities.Length];

        Parallel.For(0, Tables, table =>
        {
            Bootstrap bootstrap = ScalingLaw.Chinchilla.Fit(Simulate(runs, truth, table)).Bootstrap(Replicates, seed: table, new BootstrapOptions { Threads = 1 });
            for (int q = 0; q < quantities.Length; q++)
            {
                if (bootstrap.Of(quantities[q]).Contains(quantities[q](truth.Fitted))) Interlocked.Increment(ref covered[q]);
            }
        });

        // At a true coverage of 95 % fewer than 271 of 300 (90.3 %) has probability 6e-4; all of them, 2e-7. The scheme is known to be a
        // little conservative, 95 to 98 %.
        covered.Should().OnlyContain(c => c >= 271 && c < Tables);
    }

    /// <summary>
    /// Twelve runs of one row each about Chinchilla's law, Gaussian scatter of 0.003 in ln L, everything by default: residuals are resampled, and quantiles expanded. docs/how-it-works/coverage.md has 93.3 to 95.4 % for this design,
    /// where whole runs would cover 98 to 99.8 % with intervals up to half as wide again, and quantiles as they are 88 to 91 %.
    /// </summary>
    [Fact]
    public void The_default_intervals_of_a_ladder_of_twelve_runs_cover_at_least_90_percent()
    {
        FittedLaw truth = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Fitted;
        TrainingRun[] design = [.. from n in Sizes from ratio in Ratios select new TrainingRun { Parameters = n, Tokens = ratio * n, Loss = 1 }];
        double flops = 10 * 6 * 3.2e9 * 80 * 3.2e9;
        Func<FittedLaw, double>[] quantities = [f => f["alpha"], f => f["beta"], f => f.Allocate(flops).Parameters, f => f.Allocate(flops).TokensPerParameter, f => f.Allocate(flops).Loss];
        var covered = new int[quantities.Length];
        int given = 0;

        Parallel.For(0, Tables, table =>
        {
            var random = new RandomStream(30_000 + table, 0);
            var runs = new List<TrainingRun>();
            foreach (TrainingRun run in design) runs.Add(run with { Loss = truth.Predict(run.Parameters!.Value, run.Tokens!.Value) * Math.Exp(0.003 * random.NextNormal()) });
            Bootstrap bootstrap = ScalingLaw.Chinchilla.Fit(RunSet.Create(runs)).Bootstrap(Replicates, seed: table, new BootstrapOptions { Threads = 1 });
            bootstrap.Resampling.Should().Be(Resampling.Residuals);
            bootstrap.IntervalMethod.Should().Be(IntervalMethod.ExpandedPercentile);
            if (!bootstrap.IsUsable) return;
            Interlocked.Increment(ref given);
            for (int q = 0; q < quantities.Length; q++)
            {
                if (bootstrap.Of(quantities[q]).Contains(quantities[q](truth))) Interlocked.Increment(ref covered[q]);
            }
        });

        // 90 % less three standard errors. At a true coverage of 90 % fewer than 254 of 300 (84.7 %) has probability 1.4e-3, and at the page's 93.3 % 6e-8: by chance five quantities fail once in three million sets of seeds.
        // Where all cover 80 % they pass once in forty, or less.
        given.Should().BeGreaterThanOrEqualTo(297);
        covered.Should().OnlyContain(c => c >= 254);
    }

    private static RunSet Simulate(RunSet runs, LawFit truth, int table)
    {
        var random = new RandomStream(20_000 + table, 0);
        var simulated = new List<TrainingRun>();
        foreach (TrainingRun run in runs)
        {
            double residual = truth.Residuals[random.Below(runs.Count)];
            double loss = truth.Fitted.Predict(run.Parameters!.Value, run.Tokens!.Value) * Math.Exp(-residual);
            simulated.Add(run with { Loss = loss });
        }

        return RunSet.Create(simulated);
    }
}
