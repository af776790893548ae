using ScalingFit.Uncertainty.Refits;

namespace ScalingFit;

/// <summary>Leaving each run out once.</summary>
public static class JackknifeExtensions
{
    /// <summary>Refits the law without each run in turn, a run with all its rows. Worked out once a fit.</summary>
    /// <param name="fit">The fit.</param>
    /// <returns>The laws without each run.</returns>
    public static Jackknife Jackknife(this LawFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return fit.Derive(f =>
        {
            var clusters = new Clusters(f);
            var replicates = new Replicates(clusters.Count);
            RefitLoop.Run(replicates, 0, clusters.Count, () => NewRefit(f, clusters), threads: 0, progress: null, CancellationToken.None);
            string source = $"{f.Fitted.Source}, one run left out";
            return new Jackknife(f, clusters, Array.ConvertAll(replicates.Values, v => v is null ? null : new FittedLaw(f.Law, v, f.Runs.Conventions, source)));
        });
    }

    private static Func<int, double[]?> NewRefit(LawFit fit, Clusters clusters)
    {
        var refitter = new Refitter(fit, RefitStart.FitAndScreen);
        return left => refitter.Without(clusters.Members[left]);
    }
}
