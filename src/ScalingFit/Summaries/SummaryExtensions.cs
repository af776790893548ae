using ScalingFit.Decisions;

namespace ScalingFit;

/// <summary>Summing a fit up.</summary>
public static class SummaryExtensions
{
    private const double DecadeBeyond = 10;

    /// <summary>The fit on one page. The first call resamples, which takes some tens of milliseconds.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="options">The budget, the level and the resamples; the default is <see cref="SummaryOptions.Default"/>.</param>
    /// <returns>The page; print it, or save its text.</returns>
    /// <exception cref="ArgumentException">The resamples are of another fit.</exception>
    public static Summary Summary(this LawFit fit, SummaryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        options ??= SummaryOptions.Default;
        if (options.Bootstrap is { } given && !ReferenceEquals(given.Fit, fit)) throw new ArgumentException("The resamples in the options are of another fit.", nameof(options));
        if (!fit.IsUsable) return new Summary(fit, null, null, options.Level);

        Bootstrap bootstrap = options.Bootstrap ?? fit.DefaultBootstrap();
        if (!bootstrap.IsUsable) return new Summary(fit, bootstrap, null, options.Level);

        double flops = options.Flops ?? (DecadeBeyond * fit.Runs.ColumnArray(Variable.Flops).Max());
        bool hasDecision = SeparableLaw.TryRead(fit.Fitted, out SeparableLaw separable) && separable.HasOptimum;
        return new Summary(fit, bootstrap, hasDecision ? bootstrap.Allocate(flops, options.Level) : null, options.Level);
    }
}
