using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF3008: a Huber fit that is nearly one of absolute deviations, for which formulas with the Hessian do not hold and resampling does.</summary>
internal sealed class FewRunsInQuadraticZone : IFitRule
{
    public Finding? Check(LawFit fit)
    {
        if (fit.Law.FreeCount == 0 || fit.Certificate.RunsInQuadraticZone is not { } inside || 2 * inside >= fit.Runs.Count) return null;
        return new Finding
        {
            Code = "SF3008",
            Severity = Severity.Information,
            Message = string.Create(CultureInfo.InvariantCulture, $"{inside} of {fit.Runs.Count} runs lie in Huber's quadratic zone, so the fit is nearly one of absolute deviations."),
            Advice = "Standard errors from the Hessian would be wrong; those here come from resampling.",
        };
    }
}
