using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF3004: a second minimum nearly as low, so that a few runs more could turn the answer over.</summary>
internal sealed class RivalBasin : IFitRule
{
    private const double Near = 0.01;

    /// <summary>Some parameter must differ by more than this, relatively: one minimum reached twice with rounding between is none.</summary>
    private const double Different = 0.01;

    public Finding? Check(LawFit fit)
    {
        // Where a direction is flat every start stops somewhere else on it, and those rules say so.
        if (new HessianNotPositiveDefinite().Check(fit) is not null || new DeadTerm().Check(fit) is not null) return null;
        Basin? rival = fit.Certificate.Basins.FirstOrDefault(b => b.Termination == Termination.Converged && b.RelativeGap <= Near && Differs(b.Law, fit.Fitted));
        if (rival is null) return null;
        IEnumerable<string> numbers = fit.Law.Parameters.Select((p, m) => string.Create(CultureInfo.InvariantCulture, $"{p.Symbol} = {rival.Law.Values[m]:G6}"));
        return new Finding
        {
            Code = "SF3004",
            Severity = Severity.Warning,
            Message = string.Create(CultureInfo.InvariantCulture, $"Another minimum lies {100 * rival.RelativeGap:0.00} % above the best: {string.Join(", ", numbers)}."),
            Advice = "Look at both; more runs would decide between them.",
        };
    }

    private static bool Differs(FittedLaw one, FittedLaw other)
    {
        for (int m = 0; m < one.Values.Count; m++)
        {
            if (Math.Abs(one.Values[m] - other.Values[m]) > Different * Math.Abs(other.Values[m])) return true;
        }

        return false;
    }
}
