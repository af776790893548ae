using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF3011: a certified minimum that hardly any start led to. A lower one may have been missed as this one nearly was.</summary>
internal sealed class FewStartsAgree : IFitRule
{
    /// <summary>One start in so many, or fewer.</summary>
    private const int OneIn = 4;

    public Finding? Check(LawFit fit)
    {
        Certificate certificate = fit.Certificate;
        if (!certificate.IsMinimum || OneIn * certificate.StartsAgreeing >= certificate.Starts) return null;
        return new Finding
        {
            Code = "SF3011",
            Severity = Severity.Warning,
            Message = string.Create(CultureInfo.InvariantCulture, $"Only {certificate.StartsAgreeing} of {certificate.Starts} starts led to the minimum, so that a lower one may have been missed."),
            Advice = "Raise FitOptions.Starts and see whether the objective falls; for a law of your own narrow LowestStart and HighestStart; or hold a parameter.",
        };
    }
}
