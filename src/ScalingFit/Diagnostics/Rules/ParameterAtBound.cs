using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF3003: a parameter that sits on a bound it was given. The data would have it beyond.</summary>
internal sealed class ParameterAtBound : IFitRule
{
    public Finding? Check(LawFit fit)
    {
        ParameterEstimate[] bound = [.. fit.Parameters.Where(p => p.IsAtBound)];
        if (bound.Length == 0) return null;
        IEnumerable<string> shown = bound.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Parameter.Name} = {p.Value:G6}"));
        return new Finding
        {
            Code = "SF3003",
            Severity = Severity.Warning,
            Message = $"A parameter rests on its bound: {string.Join(", ", shown)}. The runs would have it beyond.",
            Advice = "Give it a wider range, or say why the bound is known.",
        };
    }
}
