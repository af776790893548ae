using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF2005: less than a decade of size, data or compute. Whatever is said beyond the runs then rests on the form of the law more than on them.</summary>
internal sealed class NarrowRange : IFitRule
{
    /// <summary>A decade, but for what rounding takes from it.</summary>
    private const double Decade = 9.5;

    private static readonly Variable[] Scales = [Variable.Parameters, Variable.Tokens, Variable.Flops];

    public Finding? Check(LawFit fit)
    {
        var narrow = new List<string>();
        foreach (Variable variable in fit.Law.Variables.Where(v => Scales.Contains(v) && FreeTerms.Use(fit.Law, v)))
        {
            double[] column = fit.Runs.ColumnArray(variable);
            double range = column.Max() / column.Min();

            // A constant variable is SF2003's.
            if (range < Decade && DistinctValues.Count(column) > 1) narrow.Add(string.Create(CultureInfo.InvariantCulture, $"{variable} spans a factor of {range:0.0}"));
        }

        if (narrow.Count == 0) return null;
        return new Finding
        {
            Code = "SF2005",
            Severity = Severity.Warning,
            Message = $"Less than a decade: {string.Join("; ", narrow)}.",
            Advice = "Widen it before extrapolating.",
        };
    }
}
