using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF3001: a fit that did not end at a certified minimum.</summary>
internal sealed class NotConverged : IFitRule
{
    public Finding? Check(LawFit fit)
    {
        Certificate certificate = fit.Certificate;
        bool ended = certificate.Termination == Termination.Converged;
        if (ended && certificate.StartsAgreeing > 0 && certificate.RelativeDecrement is <= Certificate.LargestDecrement) return null;
        string why = certificate.Termination switch
        {
            Termination.FlatDirection => "some combination of the parameters leaves the objective unchanged, so the runs do not determine them",
            Termination.IterationLimit => string.Create(CultureInfo.InvariantCulture, $"the limit of {fit.Options.IterationLimit} iteration{(fit.Options.IterationLimit == 1 ? "" : "s")} was reached"),
            Termination.NoDescent => "no step lowered the objective although the decrement was above the tolerance",
            Termination.NoVertex => "no set of runs that the law passes through satisfied the conditions for a minimum",
            _ when certificate.StartsAgreeing == 0 && certificate.RelativeDecrement is <= Certificate.LargestDecrement => "none of the starts ends at the point returned, so the objective is flat there to working precision",
            _ => certificate.RelativeDecrement is { } left
                ? string.Create(CultureInfo.InvariantCulture, $"{left:0.0e0} of the objective remains to be gained")
                : "the Hessian is not positive definite",
        };
        return new Finding
        {
            Code = "SF3001",
            Severity = Severity.Error,
            Message = $"The fit did not end at a certified minimum: {why}.",
            Advice = (certificate.Termination == Termination.IterationLimit ? "Raise IterationLimit if it was lowered. " : "") + "See the certificate; hold a parameter, use a law with fewer, or add runs that determine it.",
        };
    }
}
