using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF3005: curvature that is missing, or all but missing, in some direction, along which the parameters may slide.</summary>
internal sealed class HessianNotPositiveDefinite : IFitRule
{
    /// <summary>
    /// The centred condition number above which a combination of parameters is not determined: with two model sizes, which cannot determine E, A and α, it
    /// lies above 1e9, with three below 1e5; real tables of few runs reach 1e6.
    /// </summary>
    private const double LargestCondition = 1e7;

    public Finding? Check(LawFit fit)
    {
        // Least absolute deviations have no Hessian at their minimum; multipliers prove it instead.
        Certificate certificate = fit.Certificate;
        if (certificate.IsPositiveDefinite is not { } isPositive) return null;
        if (isPositive && certificate.ConditionNumber is <= LargestCondition) return null;
        IReadOnlyList<double> eigenvalues = certificate.HessianEigenvalues;
        bool isZero = Math.Abs(eigenvalues[0]) <= 1e-13 * Math.Abs(eigenvalues[^1]);
        return new Finding
        {
            Code = "SF3005",
            Severity = Severity.Error,
            Message = isPositive && certificate.ConditionNumber is { } condition
                ? string.Create(CultureInfo.InvariantCulture, $"The runs hardly determine some combination of the parameters: the centred condition number of the Hessian is {condition:0.0e0}.")
                : string.Create(CultureInfo.InvariantCulture, $"The objective's Hessian is not positive definite: its smallest eigenvalue is {(isZero ? "zero to working precision" : eigenvalues[0].ToString("0.0e0", CultureInfo.InvariantCulture))}, its largest {eigenvalues[^1]:0.0e0}."),
            Advice = "The parameters are not determined separately. Hold one, or add runs that vary what they stand for.",
        };
    }
}
