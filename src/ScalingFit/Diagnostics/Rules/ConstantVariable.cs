using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF2003: a variable that never varies, of which the runs can say nothing.</summary>
internal sealed class ConstantVariable : IFitRule
{
    /// <summary>The largest and smallest value agree to this, relatively.</summary>
    private const double Same = 1e-9;

    public Finding? Check(LawFit fit)
    {
        var constant = new List<string>();
        foreach (Variable variable in fit.Law.Variables)
        {
            if (!FreeTerms.Use(fit.Law, variable)) continue;
            double[] column = fit.Runs.ColumnArray(variable);
            if (column.Max() - column.Min() <= Same * column.Max()) constant.Add(string.Create(CultureInfo.InvariantCulture, $"{variable} is {column[0]:0.###e0} in every run"));
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
