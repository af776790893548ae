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
    public static (Interval? Curve, Interval? NewRun) Of(Bootstrap bootstrap, double[]? curve, double level) =>
        curve is null ? (null, null) : (bootstrap.OfValues(curve, level), Scatter(bootstrap, curve, level));

    /// <summary>
    /// Each draw's curve with residuals of the fit set upon it, widened by √(n/(n - p)) for the parameters that the fit spent. Residuals are predicted
    /// less measured, so they are taken off.
    /// </summary>
    private static Interval Scatter(Bootstrap bootstrap, double[] curve, double level)
    {
        LawFit fit = bootstrap.Fit;
        int n = fit.Residuals.Count;
        double widen = Math.Sqrt((double)n / Math.Max(1, n - fit.Law.FreeCount));
        var random = new RandomStream(bootstrap.Seed, ResidualStream);
        var losses = new double[curve.Length * ResidualsPerDraw];
        for (int i = 0; i < losses.Length; i++)
        {
            double residual = widen * fit.Residuals[random.Below(n)];
            losses[i] = Residual.TakeOff(fit.Options.Objective, curve[i / ResidualsPerDraw], residual);
        }

        return bootstrap.OfValues(losses, level);
    }
}
