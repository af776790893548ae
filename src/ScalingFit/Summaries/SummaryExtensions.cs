using ScalingFit.Decisions;

namespace ScalingFit;

/// <summary>Summing a fit up.</summary>
public static class SummaryExtensions
{
    private const double DecadeBeyond = 10;

    /// <summary>A back-test of more rows takes seconds, which nobody asks a summary for.</summary>
    private const int MostRows = 2000;

    /// <summary>Enough to count what intervals held; the smallest cutoffs take the most time a resample.</summary>
    private const int BackTestResamples = 200;

    /// <summary>The fit on one page. The first call resamples and back-tests, which takes some tenths of a second.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="options">The budget, the level, the resamples and the back-test; the default is <see cref="SummaryOptions.Default"/>.</param>
    /// <returns>The page; print it, or save its text.</returns>
    /// <exception cref="ArgumentException">The resamples or the back-test are of another fit.</exception>
    public static Summary Summary(this LawFit fit, SummaryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        options ??= SummaryOptions.Default;
        if (options.Bootstrap is { } given && !ReferenceEquals(given.Fit, fit)) throw new ArgumentException("The resamples in the options are of another fit.", nameof(options));
        if (options.BackTest is { } past && !ReferenceEquals(past.Fit, fit)) throw new ArgumentException("The back-test in the options is of another fit.", nameof(options));
        if (!fit.IsUsable) return new Summary(fit, null, null, null, "withheld", options.Level);

        (BackTest? backTest, string noBackTest) = options.BackTest is { } test ? (test, "") : BackTested(fit, options);
        bool hasDecision = SeparableLaw.TryRead(fit.Fitted, out SeparableLaw separable) && separable.HasOptimum && (options.Flops is not null || fit.Runs.Has(Variable.Flops));
        double flops = !hasDecision ? 0 : options.Flops ?? (DecadeBeyond * fit.Runs.ColumnArray(Variable.Flops).Max());

        // Where nothing was fitted nothing scatters: draws would be copies of the law.
        if (fit.Law.FreeCount == 0) return new Summary(fit, null, hasDecision ? fit.Allocate(flops) : null, backTest, noBackTest, options.Level);
        Bootstrap bootstrap = options.Bootstrap ?? fit.DefaultBootstrap();
        if (!bootstrap.IsUsable) return new Summary(fit, bootstrap, null, backTest, noBackTest, options.Level);

        return new Summary(fit, bootstrap, hasDecision ? bootstrap.Allocate(flops, options.Level) : null, backTest, noBackTest, options.Level);
    }

    /// <summary>The back-test that a summary makes when none is given, once a fit; or why there is none.</summary>
    private static (BackTest? Test, string Why) BackTested(LawFit fit, SummaryOptions options)
    {
        if (!options.MakesBackTest) return (null, "not asked for");
        if (fit.Runs.Count > MostRows) return (null, "not made, for it takes seconds on so many rows: give one in the options");
        PastTrial trial = fit.Derive(f =>
        {
            try
            {
                return new PastTrial(f.BackTest(options: new BackTestOptions { Resamples = BackTestResamples }), "");
            }
            catch (Exception e) when (e is RunDataException or ArgumentException)
            {
                return new PastTrial(null, $"not possible. {e.Message}");
            }
        });
        return (trial.Test, trial.Why);
    }

    private sealed record PastTrial(BackTest? Test, string Why);
}
