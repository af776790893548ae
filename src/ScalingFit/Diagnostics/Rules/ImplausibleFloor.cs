using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF3006: a floor next to nothing, or above the smallest loss that was reached. Neither is the entropy of text; the other terms have taken its part, or it theirs.</summary>
internal sealed class ImplausibleFloor : IFitRule
{
    /// <summary>Of the smallest loss: 0.02 nats where that is 2.</summary>
    private const double Nothing = 0.01;

    public Finding? Check(LawFit fit)
    {
        var odd = new List<string>();
        for (int m = 0; m < fit.Parameters.Count; m++)
        {
            ParameterEstimate floor = fit.Parameters[m];
            if (floor.Parameter.Kind != ParameterKind.Floor || floor.IsHeld || floor.TiedTo is not null) continue;
            double smallest = SmallestLoss(fit, m);
            if (floor.Value < Nothing * smallest) odd.Add(string.Create(CultureInfo.InvariantCulture, $"{floor.Parameter.Symbol} = {floor.Value:G3} is next to nothing beside the smallest loss, {smallest:G4}"));
            else if (floor.Value > smallest) odd.Add(string.Create(CultureInfo.InvariantCulture, $"{floor.Parameter.Symbol} = {floor.Value:G4} lies above the smallest loss, {smallest:G4}"));
        }

        if (odd.Count == 0) return null;
        return new Finding
        {
            Code = "SF3006",
            Severity = Severity.Warning,
            Message = $"{string.Join("; ", odd)}.",
            Advice = "Do not read it as a limit of what can be reached. Hold it at a value from elsewhere, or add larger runs.",
        };
    }

    /// <summary>Over the runs that a parameter of the law is for: all, or those of its groups.</summary>
    private static double SmallestLoss(LawFit fit, int parameter) => fit.Law.Definition.Groups is not { } groups
        ? fit.Runs.Min(r => r.Loss)
        : fit.Runs.Where(r => groups.Map[Array.IndexOf(groups.Labels, r.Group)].Contains(parameter)).Min(r => r.Loss);
}
