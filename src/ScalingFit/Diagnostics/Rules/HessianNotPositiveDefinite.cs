using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF3005: curvature that is missing in some direction, along which the parameters may slide.</summary>
internal sealed class HessianNotPositiveDefinite : IFitRule
{
    /// <summary>An eigenvalue this far below the largest is zero to working precision.</summary>
    private const double Negligible = 1e-15;

    public Finding? Check(LawFit fit)
    {
        // Least absolute deviations have no Hessian at their minimum; multipliers prove it instead.
        IReadOnlyList<double> eigenvalues = fit.Certificate.HessianEigenvalues;
        if (eigenvalues.Count == 0 || eigenvalues[0] > Negligible * Math.Abs(eigenvalues[^1])) return null;
        return new Finding
        {
            Code = "SF3005",
            Severity = Severity.Error,
            Message = string.Create(CultureInfo.InvariantCulture, $"The objective's Hessian is not positive definite: its smallest eigenvalue is {eigenvalues[0]:0.0e0}, its largest {eigenvalues[^1]:0.0e0}."),
            Advice = "The parameters are not determined separately. Hold one, or add runs that vary what they stand for.",
        };
    }
}
