using ScalingFit.Numerics;

namespace ScalingFit;

/// <summary>Predicting the loss of runs not yet made.</summary>
public static class PredictionExtensions
{
    /// <summary>Residuals paired with each draw. One alone would add needless noise to the ends of the interval.</summary>
    private const int ResidualsPerDraw = 8;

    /// <summary>Keeps the stream of residuals apart from the streams of the draws.</summary>
    private const long ResidualStream = -1;

    /// <summary>The loss expected of a run, with intervals from 1000 resamples (seed 1, made once a fit).</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="parameters">N, in parameters. Positive.</param>
    /// <param name="tokens">D, in tokens. Positive.</param>
    /// <param name="level">The confidence level of both intervals.</param>
    /// <returns>The prediction; without intervals where the fit is no minimum or the resamples are not usable.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite, or the level not between 0 and 1.</exception>
    public static Prediction Predict(this LawFit fit, double parameters, double tokens, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return fit.DefaultBootstrap().Predict(parameters, tokens, level);
    }

    /// <summary>The loss expected of a run, with intervals from these resamples.</summary>
    /// <param name="bootstrap">The resamples.</param>
    /// <param name="parameters">N, in parameters. Positive.</param>
    /// <param name="tokens">D, in tokens. Positive.</param>
    /// <param name="level">The confidence level of both intervals.</param>
    /// <returns>The prediction; without intervals where the fit is no minimum or the resamples are not usable.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite, or the level not between 0 and 1.</exception>
    public static Prediction Predict(this Bootstrap bootstrap, double parameters, double tokens, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        LawFit fit = bootstrap.Fit;
        double loss = fit.Fitted.Predict(parameters, tokens);
        double flops = fit.Runs.Conventions.ComputeRule.Flops(parameters, tokens);
        Require.Level(level);
        double[]? curve = bootstrap.IsUsable && fit.Certificate.IsMinimum ? bootstrap.Values(f => f.Predict(parameters, tokens)) : null;
        return new Prediction
        {
            Parameters = parameters,
            Tokens = tokens,
            Flops = flops,
            Loss = loss,
            NewRun = curve is null ? null : Scatter(bootstrap, curve, level),
            Curve = curve is null ? null : bootstrap.OfValues(curve, level),
            ExtrapolationDecades = fit.Runs.DecadesBeyond(flops),
        };
    }

    /// <summary>How many factors of ten a budget lies beyond the runs' compute, or below it; 0 within.</summary>
    internal static double DecadesBeyond(this RunSet runs, double flops)
    {
        double[] column = runs.ColumnArray(Variable.Flops);
        return Math.Max(0, Math.Max(Math.Log10(flops / column.Max()), Math.Log10(column.Min() / flops)));
    }

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
            double centre = curve[i / ResidualsPerDraw];
            losses[i] = fit.Options.Objective.OnLogarithm ? centre * Math.Exp(-residual) : centre - residual;
        }

        return bootstrap.OfValues(losses, level);
    }
}
