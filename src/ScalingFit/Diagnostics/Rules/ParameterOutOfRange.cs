using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF3009: an amplitude or floor that over- or underflowed: its exponent ran away, and the number means nothing.</summary>
internal sealed class ParameterOutOfRange : IFitRule
{
    public Finding? Check(LawFit fit)
    {
        ParameterEstimate[] lost = [.. fit.Parameters.Where(p => !double.IsFinite(p.Value) || (p.Parameter.IsPositive && p.Value <= 0))];
        if (lost.Length == 0) return null;
        IEnumerable<string> shown = lost.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Parameter.Symbol} = {p.Value}"));
        return new Finding
        {
            Code = "SF3009",
            Severity = Severity.Error,
            Message = $"A parameter left the range of numbers: {string.Join(", ", shown)}.",
            Advice = "The runs do not determine it. Hold its exponent, or add runs that vary its variable.",
        };
    }
}
