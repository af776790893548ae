using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF2003: a variable that never varies, of which the runs can say nothing.</summary>
internal sealed class ConstantVariable : IFitRule
{
    public Finding? Check(LawFit fit)
    {
        var constant = new List<string>();
        foreach (Variable variable in fit.Law.Variables)
        {

            // One value determines one parameter: with the floor and the exponent held, an amplitude.
            if (FreeTerms.CountFor(fit.Law, variable) < 2 || !FreeTerms.Use(fit.Law, variable)) continue;
            double[] column = fit.Runs.ColumnArray(variable);
            if (DistinctValues.Count(column) == 1) constant.Add(string.Create(CultureInfo.InvariantCulture, $"{variable} is {column[0]:0.###e0} in every run"));
        }

        if (constant.Count == 0) return null;
        return new Finding
        {
            Code = "SF2003",
            Severity = Severity.Error,
            Message = $"{string.Join("; ", constant)}, so {(constant.Count == 1 ? "its term" : "their terms")} cannot be told from the floor.",
            Advice = "Use a law without it, hold its parameters, or add runs that vary it.",
        };
    }
}
