using MathNet.Numerics.Statistics;

namespace ScalingFit.Validation;

/// <summary>Residuals in units of their ordinary size, by which an outlier is known.</summary>
internal static class StandardisedResiduals
{
    /// <summary>The median absolute deviation of a normal variable is its standard deviation over this.</summary>
    private const double Normal = 1.4826;

    /// <summary>Residuals below this, of ln L, are rounding.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Residuals from their median, in units of their median absolute deviation: an outlier must not widen what it is measured by. A tilted objective has most residuals to one side, hence the median.</summary>
    public static double[] Of(LawFit fit)
    {
        var score = new ResidualScore(fit.Runs, fit.Options.Objective);
        double[] residuals = [.. fit.Residuals.Select((r, i) => score.InOwnUnits(i, r))];
        double median = residuals.Median();
        double rounding = fit.Options.Objective.OnLogarithm ? Rounding : Rounding * Array.ConvertAll(fit.Runs.LossArray(), Math.Abs).Median();
        double scale = Math.Max(rounding, Normal * residuals.Select(r => Math.Abs(r - median)).Median());
        return Array.ConvertAll(residuals, r => (r - median) / scale);
    }
}
