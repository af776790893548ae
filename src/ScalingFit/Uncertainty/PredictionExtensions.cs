using ScalingFit.Uncertainty;

namespace ScalingFit;

/// <summary>Predicting the loss of runs not yet made.</summary>
public static class PredictionExtensions
{
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
    /// <param name="scatter">What a new run's own scatter is taken from.</param>
    /// <returns>The prediction; without intervals where the fit is no minimum or the resamples are not usable, and without that of a new run where repeats are asked for and too few.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite, or the level not between 0 and 1.</exception>
    public static Prediction Predict(this Bootstrap bootstrap, double parameters, double tokens, double level = 0.95, RunScatter scatter = RunScatter.Residuals)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        LawFit fit = bootstrap.Fit;
        double loss = fit.Fitted.Predict(parameters, tokens);
        double flops = fit.Runs.Conventions.ComputeRule.Flops(parameters, tokens);
        Require.Level(level);
        double[]? losses = PredictionIntervals.AreDefined(bootstrap) ? bootstrap.Values(f => f.Predict(parameters, tokens)) : null;
        (Interval? curve, Interval? newRun) = PredictionIntervals.Of(bootstrap, losses, level, scatter);
        return new Prediction
        {
            Parameters = parameters,
            Tokens = tokens,
            Flops = flops,
            Loss = loss,
            NewRun = newRun,
            Curve = curve,
            ExtrapolationDecades = fit.Runs.DecadesBeyond(flops),
            Findings = PredictionFindings.Of(fit.Runs.DecadesBeyond(flops), flops, fit.Runs, lacksRepeats: curve is not null && newRun is null),
        };
    }

    /// <summary>How many factors of ten a budget lies beyond the runs' compute, or below it; 0 within.</summary>
    internal static double DecadesBeyond(this RunSet runs, double flops) => runs.DecadesBeyond(Variable.Flops, flops);

    /// <summary>How many factors of ten a value lies beyond the runs' largest of the variable, or below their smallest; 0 within.</summary>
    internal static double DecadesBeyond(this RunSet runs, Variable variable, double value)
    {
        double[] column = runs.ColumnArray(variable);
        return Math.Max(0, Math.Max(Math.Log10(value / column.Max()), Math.Log10(column.Min() / value)));
    }
}
