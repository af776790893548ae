using System.Globalization;
using ScalingFit.Uncertainty;

namespace ScalingFit;

/// <summary>Resampling a fit.</summary>
public static class BootstrapExtensions
{
    /// <summary>Refits the law to resamples of the runs, drawn with replacement: the plain bootstrap of cases, by run and not by row.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="replicates">How many resamples. Four thousand settle the ends of a 95 % interval to about 3 % of its width.</param>
    /// <param name="seed">Determines the draws.</param>
    /// <param name="options">Threads, and where refits start; the default is all processors and the safe start.</param>
    /// <param name="progress">Told of progress every few dozen resamples, from the threads that make it.</param>
    /// <param name="cancellationToken">Stops the work; what was refitted by then is returned, and <see cref="Bootstrap.IsComplete"/> is false.</param>
    /// <returns>The draws.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two replicates.</exception>
    public static Bootstrap Bootstrap(
        this LawFit fit,
        int replicates = 1000,
        long seed = 1,
        BootstrapOptions? options = null,
        IProgress<BootstrapProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (replicates < 2) throw new ArgumentOutOfRangeException(nameof(replicates), replicates.ToString(CultureInfo.InvariantCulture), "At least two replicates are needed.");

        options ??= BootstrapOptions.Default;
        (double[]?[] values, int completed) = new Resampler(fit, seed, options.Start).Run(replicates, options.Threads, progress, cancellationToken);
        string source = $"resample of {fit.Fitted.Source}";
        FittedLaw[] draws = [.. values.OfType<double[]>().Select(v => new FittedLaw(fit.Law, v, fit.Runs.Conventions, source))];
        return new Bootstrap(fit, draws, replicates, completed, seed);
    }

    /// <summary>The bootstrap that predictions and summaries use when none is given: 1000 replicates with seed 1, made once a fit.</summary>
    internal static Bootstrap DefaultBootstrap(this LawFit fit) => fit.Derive(f => f.Bootstrap());
}
