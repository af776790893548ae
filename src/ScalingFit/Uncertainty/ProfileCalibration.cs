using MathNet.Numerics.Distributions;

namespace ScalingFit.Uncertainty;

/// <summary>
/// How far the objective may rise at a confidence level: 2(F - F_min)/(q c) is compared with a quantile of Fisher's F with q and n - p degrees of freedom, the quasi-likelihood ratio.
/// By the sandwich, which is the default since runs of real tables do not scatter alike, c is the ratio of its variance to H⁻¹ and the degrees of freedom are those of runs: Kent 1982. For two parameters at once the mean
/// of the two ratios stands for both (Rotnitzky and Jewell 1990).
/// </summary>
/// <remarks>
/// By the Hessian, for squares that is the F-test of Bates and Watts 1988, section 6.1; for robust penalties c = (Σψ²/(n - p)) / mean ψ' (Schrader and Hettmansperger 1980).
/// </remarks>
internal sealed class ProfileCalibration
{
    private readonly double _minimum;
    private readonly double _scale;
    private readonly int _parameters;
    private readonly int _degrees;

    public ProfileCalibration(LawFit fit, HeldPoint origin, CovarianceKind? kind, params ProfileAxis[] axes)
    {
        Kind = kind ?? CovarianceKind.Sandwich;
        ObjectiveCurvature curvature = ObjectiveCurvature.Of(fit);
        _minimum = origin.Objective;
        _parameters = axes.Length;
        _degrees = (Kind == CovarianceKind.Sandwich ? curvature.Clusters : curvature.Rows) - curvature.Free;
        int[] places = Array.ConvertAll(axes, a => ProfileAxis.PlaceOf(fit, a.Index));
        double scale = Kind == CovarianceKind.Hessian ? curvature.Scale : Kent(curvature, places);

        // Scales are the engine's, whose weights have mean 1.
        _scale = scale * fit.Problem.WeightScale;
    }

    public CovarianceKind Kind { get; }

    /// <summary>The objective that a region of this level reaches to.</summary>
    public double Cut(double level)
    {
        double quantile = _parameters == 1
            ? Math.Pow(StudentT.InvCDF(0, 1, _degrees, 0.5 * (1 + level)), 2)
            : 0.5 * _degrees * (Math.Pow(1 - level, -2.0 / _degrees) - 1);
        return _minimum + (0.5 * _parameters * _scale * quantile);
    }

    /// <summary>The probability of a rise of the objective at least as high as this, for one parameter.</summary>
    public double Probability(double objective)
    {
        double ratio = Math.Max(0, 2 * (objective - _minimum) / _scale);
        return 2 * StudentT.CDF(0, 1, _degrees, -Math.Sqrt(ratio));
    }

    private static double Kent(ObjectiveCurvature c, int[] places)
    {
        int i = places[0];
        if (places.Length == 1) return c.SandwichAt(i, i) / c.InverseAt(i, i);

        // ½ tr(A⁻¹ V) of 2×2 matrices.
        int j = places[1];
        (double a, double b, double d) = (c.InverseAt(i, i), c.InverseAt(i, j), c.InverseAt(j, j));
        double trace = (d * c.SandwichAt(i, i)) - (2 * b * c.SandwichAt(i, j)) + (a * c.SandwichAt(j, j));
        return 0.5 * trace / ((a * d) - (b * b));
    }
}
