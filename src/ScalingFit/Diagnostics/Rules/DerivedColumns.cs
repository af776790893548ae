using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF1011: a column that was worked out from two others, so that the reader knows it was not measured.</summary>
internal sealed class DerivedColumns : IRunRule
{
    public Finding? Check(RunSet runs)
    {
        var derived = new List<string>();
        if (runs.TokensDerivedCount > 0) derived.Add(string.Create(CultureInfo.InvariantCulture, $"D was worked out from C and N for {Rows(runs.TokensDerivedCount, runs)}"));
        if (runs.FlopsDerivedCount > 0) derived.Add(string.Create(CultureInfo.InvariantCulture, $"C was worked out from N and D for {Rows(runs.FlopsDerivedCount, runs)}"));
        if (runs.ParametersDerivedCount > 0) derived.Add(string.Create(CultureInfo.InvariantCulture, $"N was worked out from C and D for {Rows(runs.ParametersDerivedCount, runs)}"));
        if (derived.Count == 0) return null;
        return new Finding
        {
            Code = "SF1011",
            Severity = Severity.Information,
            Message = $"{string.Join("; ", derived)}, by {runs.Conventions.ComputeRule}.",
            Advice = "",
        };
    }

    private static string Rows(int count, RunSet runs) =>
        count == runs.Count ? "every row" : string.Create(CultureInfo.InvariantCulture, $"{count} of {runs.Count} rows");
}
