using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>
/// SF4003: one run without which the decision is another. What is printed then is a statement about that run, whether it is wrong or merely the only one of its kind.
/// </summary>
internal sealed class OneRunDecides : IFitRule
{
    /// <summary>Findings are to be had at once, and every run is a refit of all others; of so many runs one rarely decides.</summary>
    private const int Most = 2000;

    public Finding? Check(LawFit fit)
    {
        if (fit.Law.FreeCount == 0 || !fit.Certificate.IsMinimum || fit.Runs.Count > Most || DistantDecision.BudgetOf(fit) is not { } flops) return null;
        Influence influence = fit.Influence(f => f.Allocate(flops).TokensPerParameter);
        RunInfluence[] moving = [.. influence.Runs.Where(r => r.Without is not { } without || Math.Abs(Math.Log(without / influence.Estimate)) > Math.Log(DistantDecision.Moved))];
        if (moving.Length == 0) return null;
        CultureInfo invariant = CultureInfo.InvariantCulture;

        // One without which there is no answer at all comes first.
        RunInfluence worst = moving[0];
        string text = worst.Without is { } value
            ? string.Create(invariant, $"Without one run ({worst.Name}) D*/N* at {flops:0.00e0} FLOP would be {value:G3} and not {influence.Estimate:G3}.")
            : string.Create(invariant, $"Without one run ({worst.Name}) there is no answer: the refit has no minimum, or none that allocates. With it D*/N* at {flops:0.00e0} FLOP is {influence.Estimate:G3}.");
        string others = moving.Length == 1 ? "" : string.Create(invariant, $" {moving.Length} of the {influence.Runs.Count} runs move it by more than a factor of {DistantDecision.Moved}, each by itself.");
        return new Finding
        {
            Code = "SF4003",
            Severity = Severity.Warning,
            Message = text + others,
            Advice = "Look at that run, and train more like it; until then give the decision with and without it.",
        };
    }
}
