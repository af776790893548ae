using ScalingFit.Validation;

namespace ScalingFit;

/// <summary>Choosing between laws.</summary>
public static class LawComparisonExtensions
{
    /// <summary>Fits each law to the runs and compares how well they forecast left-out runs, with the default options.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="laws">The laws; two or more.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ArgumentException">There are fewer than two laws, or the runs lack a variable of one.</exception>
    /// <exception cref="RunDataException">There are fewer runs than free parameters of a law.</exception>
    public static LawComparison CompareLaws(this RunSet runs, params ScalingLaw[] laws) => runs.CompareLaws(laws, LawComparisonOptions.Default);

    /// <summary>Fits each law to the runs and compares how well they forecast left-out runs.</summary>
    /// <param name="runs">The runs. Rows of one name are left out together.</param>
    /// <param name="laws">The laws; two or more.</param>
    /// <param name="options">How they are fitted, and what is held out.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ArgumentException">There are fewer than two laws, or the runs lack a variable of one.</exception>
    /// <exception cref="RunDataException">There are fewer runs than free parameters of a law.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped: some of the laws are no comparison.</exception>
    public static LawComparison CompareLaws(this RunSet runs, IReadOnlyList<ScalingLaw> laws, LawComparisonOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(laws);
        ArgumentNullException.ThrowIfNull(options);
        if (laws.Count < 2) throw new ArgumentException("A comparison needs two laws or more.", nameof(laws));

        var candidates = new List<Candidate>(laws.Count);
        foreach (ScalingLaw law in laws)
        {
            cancellationToken.ThrowIfCancellationRequested();
            candidates.Add(Candidate.Of(law.Fit(runs, options.Fit), options, cancellationToken));
        }

        Candidate[] ordered = [.. candidates.OrderByDescending(c => c.Total ?? double.NegativeInfinity)];
        return new LawComparison(runs, options, [.. ordered.Select(c => c.Against(ordered[0]))]);
    }

    /// <summary>A law with the scores of its runs.</summary>
    private sealed record Candidate(LawFit Fit, double? Scale, double? LogLikelihood, LeaveOneOut? LeftOut, HoldOut? HoldOut)
    {
        private int FailedRefits => LeftOut?.Scores.Count(double.IsNaN) ?? 0;

        /// <summary>Null where some run has no score: a sum over the rest would leave out those that determine the law most.</summary>
        public double? Total => LeftOut is null || FailedRefits > 0 ? null : LeftOut.Scores.Sum();

        public static Candidate Of(LawFit fit, LawComparisonOptions options, CancellationToken cancellation)
        {
            HoldOut? holdOut = Largest(fit, options, cancellation);
            if (!fit.Certificate.IsMinimum) return new Candidate(fit, null, null, null, holdOut);
            LeaveOneOut leftOut = LeaveOneOut.Of(fit, options.Threads, cancellation) ?? throw new OperationCanceledException(cancellation);

            RunSet runs = fit.Runs;
            var score = new ResidualScore(runs, fit.Options.Objective);
            int[] all = [.. Enumerable.Range(0, runs.Count)];
            double scale = score.Scale(fit.Residuals, all);
            double? logLikelihood = scale > 0 && runs.RunCount == runs.Count ? all.Sum(i => score.Weight(i) * score.LogDensity(fit.Residuals, i, scale)) : null;
            return new Candidate(fit, scale > 0 ? scale : null, logLikelihood, leftOut, holdOut);
        }

        // The scale of the residuals is a parameter too.
        private double Counted => Fit.Law.FreeCount + 1;

        private double? Aicc
        {
            get
            {
                double spare = Fit.Runs.Count - Counted - 1;
                return spare > 0 ? (-2 * LogLikelihood) + (2 * Counted) + (2 * Counted * (Counted + 1) / spare) : null;
            }
        }

        public LawScore Against(Candidate best)
        {
            double? shortfall = Total is { } total ? best.Total!.Value - total : null;
            double? error = shortfall is null || ReferenceEquals(this, best) ? null : StandardError(best.LeftOut!.Scores, LeftOut!.Scores);
            return new LawScore
            {
                Fit = Fit,
                Scale = Scale,
                LogLikelihood = LogLikelihood,
                Aicc = Aicc,
                Bic = (-2 * LogLikelihood) + (Counted * Math.Log(Fit.Runs.Count)),
                LeaveOneOutScore = Total,
                LeaveOneOutError = Total is null ? null : LeftOut!.Errors.Average(),
                FailedRefits = FailedRefits,
                Shortfall = shortfall,
                ShortfallStandardError = error,
                HoldOut = HoldOut,
                Standing = shortfall is null ? LawStanding.NotDetermined
                    : ReferenceEquals(this, best) ? LawStanding.Best
                    : shortfall > LawComparison.SmallShortfall && shortfall > LawComparison.StandardErrors * error && !(Aicc - best.Aicc <= LawComparison.SmallAicc) ? LawStanding.Worse
                    : LawStanding.NotDistinguishable,
            };
        }

        /// <summary>Of a sum over n runs of differences d: √(n Σ(d - d̄)²/(n - 1)).</summary>
        private static double StandardError(double[] best, double[] own)
        {
            int n = own.Length;
            double[] differences = [.. best.Zip(own, (b, o) => b - o)];
            double mean = differences.Average();
            return Math.Sqrt(n * differences.Sum(d => (d - mean) * (d - mean)) / Math.Max(1, n - 1));
        }

        private static HoldOut? Largest(LawFit fit, LawComparisonOptions options, CancellationToken cancellation)
        {
            try
            {
                return fit.HoldOutLargest(options.HoldOutShare, options.By, new HoldOutOptions { Resamples = 0 }, cancellation);
            }
            catch (RunDataException)
            {
                return null;
            }
        }
    }
}
