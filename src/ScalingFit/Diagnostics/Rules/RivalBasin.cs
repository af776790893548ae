using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF3004: a second minimum nearly as low, so that a few runs more could turn the answer over.</summary>
internal sealed class RivalBasin : IFitRule
{
    private const double Near = 0.01;

    public Finding? Check(LawFit fit)
    {
        Basin? rival = fit.Certificate.Basins.Skip(1).FirstOrDefault(b => b.Termination == Termination.Converged && b.RelativeGap <= Near);
        if (rival is null) return null;
        return new Finding
        {
            Code = "SF3004",
            Severity = Severity.Warning,
            Message = string.Create(CultureInfo.InvariantCulture, $"Another minimum lies {rival.RelativeGap:0.00 %} above the best: {rival.Law}."),
            Advice = "Look at both; more runs would decide between them.",
        };
    }
}
