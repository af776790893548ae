using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF2001: a variable with fewer distinct values than the parameters that its values alone must determine.</summary>
internal sealed class TooFewValues : IFitRule
{
    public Finding? Check(LawFit fit)
    {
        var few = new List<string>();
        foreach (Variable variable in fit.Law.Variables.Where(v => FreeTerms.Use(fit.Law, v)))
        {
            int values = DistinctValues.Count(fit.Runs.ColumnArray(variable));
            int needed = FreeTerms.CountFor(fit.Law, variable);

            // A constant variable is SF2003's.
            if (values > 1 && values < needed) few.Add(string.Create(CultureInfo.InvariantCulture, $"{variable} has {values} distinct values, and the floor and its own term have {needed} parameters"));
        }

        if (few.Count == 0) return null;
        return new Finding
        {
            Code = "SF2001",
            Severity = Severity.Error,
            Message = $"There are too few different runs: {string.Join("; ", few)}.",
            Advice = "Hold a parameter, or train at more values.",
        };
    }
}
