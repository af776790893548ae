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
        var weights = new double[fit.Problem.Rows.Count];
        return left =>
        {
            fit.Problem.Weights.CopyTo(weights, 0);
            int[] members = clusters.Members[left];
            foreach (int run in members) weights[fit.Problem.RowOfRun[run]] -= fit.Problem.RunWeights[run];

            // Of a row that stands for several runs a rest within rounding is nothing.
            foreach (int run in members)
            {
                int row = fit.Problem.RowOfRun[run];
                if (weights[row] < 1e-12 * fit.Problem.Weights[row]) weights[row] = 0;
            }

            return Array.TrueForAll(weights, w => w == 0) ? null : refitter.Reweighted(weights);
        };
    }
}
