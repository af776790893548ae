using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF3005: curvature that is missing, or all but missing, in some direction, along which the parameters may slide.</summary>
internal sealed class HessianNotPositiveDefinite : IFitRule
{
    private const string Advice = "The parameters are not determined separately. Hold one, or add runs that vary what they stand for.";

    public Finding? Check(LawFit fit)
    {
        Certificate certificate = fit.Certificate;
        bool hasHessian = certificate.IsPositiveDefinite is not null;
        if (certificate.ConditionNumber is > Certificate.LargestCondition and double condition)
        {
            return Indeterminate($"the centred condition number of the {(hasHessian ? "Hessian" : "runs passed through")} is {Printed(condition)}");
        }

        if (!hasHessian)
        {
            // Least absolute deviations have no Hessian at their minimum; the gradients of the runs passed through determine the point instead.
            bool isLost = certificate is { ConditionNumber: null, InterpolatedRuns: not null } && fit.Law.FreeCount > 0;
            return isLost ? Indeterminate("the gradients of the runs are not independent") : null;
        }

        if (certificate.IsPositiveDefinite is true && certificate.ConditionNumber is not null) return null;

        IReadOnlyList<double> eigenvalues = certificate.HessianEigenvalues;
        bool isZero = Math.Abs(eigenvalues[0]) <= 1e-13 * Math.Abs(eigenvalues[^1]);
        return new Finding
        {
            Code = "SF3005",
            Severity = Severity.Error,
            Message = $"The objective's Hessian is not positive definite: its smallest eigenvalue is {(isZero ? "zero to working precision" : Printed(eigenvalues[0]))}, its largest {Printed(eigenvalues[^1])}.",
            Advice = Advice,
        };
    }

    private static Finding Indeterminate(string evidence) => new()
    {
        Code = "SF3005",
        Severity = Severity.Error,
        Message = $"The runs hardly determine some combination of the parameters: {evidence}.",
        Advice = Advice,
    };

    private static string Printed(double value) => value.ToString("0.0e0", CultureInfo.InvariantCulture);
}
