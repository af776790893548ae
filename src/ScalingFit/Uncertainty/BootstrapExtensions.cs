using System.Globalization;
using ScalingFit.Uncertainty;
using ScalingFit.Uncertainty.Refits;

namespace ScalingFit;

/// <summary>Resampling a fit.</summary>
public static class BootstrapExtensions
{
    /// <summary>Refits the law to resamples of the runs, by run and not by row.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="replicates">How many resamples. Four thousand settle the ends of a 95 % interval to about 3 % of its width.</param>
    /// <param name="seed">Determines the draws.</param>
    /// <param name="options">How to resample, on how many threads, and where refits start; the default suits the number of runs, uses all processors and the safe start.</param>
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
        return Run(fit, new Replicates(replicates), seed, options ?? BootstrapOptions.Default, progress, cancellationToken);
    }

    /// <summary>Makes the replicates that a cancelled bootstrap, or one of fewer, still lacks. The result is to the last bit what one call would have made.</summary>
    /// <param name="bootstrap">What there is, perhaps read from a file.</param>
    /// <param name="replicates">How many resamples there are to be; null for as many as were asked for.</param>
    /// <param name="progress">Told of progress.</param>
    /// <param name="cancellationToken">Stops the work; what was refitted by then is returned.</param>
    /// <returns>The draws, old and new.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer replicates than there are, or a shard is asked for more than its part.</exception>
    public static Bootstrap Continue(this Bootstrap bootstrap, int? replicates = null, IProgress<BootstrapProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        int count = replicates ?? bootstrap.Replicates;
        if (count < bootstrap.Replicates || (bootstrap.Options.Shard is not null && count != bootstrap.Replicates))
        {
            throw new ArgumentOutOfRangeException(nameof(replicates), count.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"There are {bootstrap.Replicates} already, and a shard is part of a fixed number."));
        }

        return Run(bootstrap.Fit, bootstrap.Table.Extended(count), bootstrap.Seed, bootstrap.Options, progress, cancellationToken);
    }

    /// <summary>Puts the shards of one bootstrap together: to the last bit what one job would have made.</summary>
    /// <param name="shards">Bootstraps of the same fit with the same seed, number of replicates and options but for shard and threads.</param>
    /// <returns>All their draws; complete where no shard is missing.</returns>
    /// <exception cref="ArgumentException">There is none, or they are not parts of one bootstrap.</exception>
    public static Bootstrap Merge(this IEnumerable<Bootstrap> shards)
    {
        ArgumentNullException.ThrowIfNull(shards);
        Bootstrap[] parts = [.. shards];
        if (parts.Length == 0) throw new ArgumentException("There is nothing to merge.", nameof(shards));
        Bootstrap first = parts[0];
        var all = new Replicates(first.Replicates);
        foreach (Bootstrap part in parts)
        {
            bool same = part.Seed == first.Seed && part.Replicates == first.Replicates && part.Resampling == first.Resampling && part.Options.Start == first.Options.Start
                && part.Fit.Fitted.Values.SequenceEqual(first.Fit.Fitted.Values) && string.Equals(part.Fit.Runs.DataHash, first.Fit.Runs.DataHash, StringComparison.Ordinal);
            if (!same) throw new ArgumentException($"These are not parts of one bootstrap: {first} and {part}.", nameof(shards));
            for (int k = 0; k < all.Count; k++)
            {
                if (!part.Table.Reached[k]) continue;
                all.Reached[k] = true;
                all.Values[k] = part.Table.Values[k];
            }
        }

        return new Bootstrap(first.Fit, all, first.Seed, first.Options with { Shard = null });
    }

    /// <summary>The bootstrap that predictions and summaries use when none is given: 1000 replicates with seed 1, made once a fit.</summary>
    internal static Bootstrap DefaultBootstrap(this LawFit fit) => fit.Derive(f => f.Bootstrap());

    private static Bootstrap Run(LawFit fit, Replicates replicates, long seed, BootstrapOptions options, IProgress<BootstrapProgress>? progress, CancellationToken cancellationToken)
    {
        Scheme scheme = Scheme.For(fit, Design.Resolve(fit, options.Resampling), new Clusters(fit));
        (int first, int end) = options.Shard?.Of(replicates.Count) ?? (0, replicates.Count);
        RefitLoop.Run(replicates, first, end, () => scheme.NewRefit(fit, seed, options.Start), options.Threads, progress, cancellationToken);
        return new Bootstrap(fit, replicates, seed, options);
    }
}
