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
            Advice = "Its exponent is too large for the range of its variable. Hold the exponent at a smaller value, or add runs that vary the variable.",
        };
    }
}
