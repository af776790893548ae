using ScalingFit.Numerics;

namespace ScalingFit.Uncertainty;

/// <summary>The two intervals of a prediction, of a run of any variables and group: where the curve lies, and where the loss of a new run.</summary>
internal static class PredictionIntervals
{
    /// <summary>Residuals paired with each draw. One alone would add needless noise to the ends of the interval.</summary>
    private const int ResidualsPerDraw = 8;

    /// <summary>Keeps the stream of residuals apart from the streams of the draws.</summary>
    private const long ResidualStream = -1;

    /// <summary>Whether a fit and its resamples allow any interval.</summary>
    public static bool AreDefined(Bootstrap bootstrap) => bootstrap.IsUsable && bootstrap.Fit.Certificate.IsMinimum;

    /// <summary>Both intervals, from the loss on the curve of each draw; null without such losses.</summary>
    public static (Interval? Curve, Interval? NewRun) Of(Bootstrap bootstrap, double[]? curve, double level, RunScatter scatter = RunScatter.Residuals) =>
        curve is null ? (null, null) : (bootstrap.OfValues(curve, level), NewRun(bootstrap, curve, level, scatter));

    /// <summary>
    /// Each draw's curve with a run's own scatter set upon it: residuals of the fit, widened by √(n/(n - p)) for the parameters that the fit spent, or deviations of repeated runs. Residuals are predicted
    /// less measured, so they are taken off.
    /// </summary>
    /// <param name="bootstrap">The draws.</param>
    /// <param name="curve">The loss on the curve of each.</param>
    /// <param name="level">The confidence level.</param>
    /// <param name="scatter">What a run's scatter is taken from.</param>
    /// <param name="withError">Whether the Monte Carlo errors of the ends are wanted.</param>
    public static Interval? NewRun(Bootstrap bootstrap, double[] curve, double level, RunScatter scatter = RunScatter.Residuals, bool withError = true)
    {
        LawFit fit = bootstrap.Fit;
        if ((scatter == RunScatter.Repeats ? RepeatScatter.Of(fit) : [.. fit.Residuals]) is not { } residuals) return null;
        int n = residuals.Length;
        double widen = scatter == RunScatter.Repeats ? 1 : Math.Sqrt((double)n / Math.Max(1, n - fit.Law.FreeCount));
        var random = new RandomStream(bootstrap.Seed, ResidualStream);
        var losses = new double[curve.Length * ResidualsPerDraw];
        for (int i = 0; i < losses.Length; i++)
        {
            double residual = widen * residuals[random.Below(n)];
            losses[i] = Residual.TakeOff(fit.Options.Objective, curve[i / ResidualsPerDraw], residual);
        }

        return bootstrap.OfValues(losses, level, withError);
    }
}
