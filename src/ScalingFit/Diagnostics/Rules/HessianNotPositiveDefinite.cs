using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF3005: curvature that is missing in some direction, along which the parameters may slide.</summary>
internal sealed class HessianNotPositiveDefinite : IFitRule
{
    public Finding? Check(LawFit fit)
    {
        // Least absolute deviations have no Hessian at their minimum; multipliers prove it instead.
        if (fit.Certificate.IsPositiveDefinite is null or true) return null;
        IReadOnlyList<double> eigenvalues = fit.Certificate.HessianEigenvalues;
        string smallest = Math.Abs(eigenvalues[0]) <= 1e-13 * Math.Abs(eigenvalues[^1])
            ? "zero to working precision"
            : string.Create(CultureInfo.InvariantCulture, $"{eigenvalues[0]:0.0e0}");
        return new Finding
        {
            Code = "SF3005",
            Severity = Severity.Error,
            Message = string.Create(CultureInfo.InvariantCulture, $"The objective's Hessian is not positive definite: its smallest eigenvalue is {smallest}, its largest {eigenvalues[^1]:0.0e0}."),
            Advice = "The parameters are not determined separately. Hold one, or add runs that vary what they stand for.",
        };
    }
}
