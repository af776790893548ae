namespace ScalingFit;

/// <summary>Standard errors by formula.</summary>
public static class CovarianceExtensions
{
    /// <summary>
    /// The covariance of the estimates by the curvature at the minimum. Instant, and right where most runs lie on the parabola of the objective; the default objective on real tables is
    /// not of that kind, and then the result is withheld: see <see cref="Covariance.Findings"/>.
    /// </summary>
    /// <param name="fit">The fit.</param>
    /// <param name="kind">The formula.</param>
    /// <returns>The covariance, or what is in its way.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such formula.</exception>
    public static Covariance Covariance(this LawFit fit, CovarianceKind kind = CovarianceKind.Sandwich)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (kind is not (CovarianceKind.Sandwich or CovarianceKind.Hessian)) throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such formula.");
        return new Covariance(fit, kind);
    }
}
