using System.Globalization;
using MathNet.Numerics.Statistics;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF1005: compute that was measured is not what the rule of the conventions says, by which budgets are allocated.</summary>
internal sealed class ComputeDiffersFromRule : IRunRule
{
    private const double Difference = 0.2;

    /// <summary>The share of rows that may differ.</summary>
    private const double Share = 0.1;

    public Finding? Check(RunSet runs)
    {
        (double Parameters, double Ratio)[] given = ComputeRatio.Of(runs);
        int off = given.Count(g => Math.Abs(g.Ratio - 1) > Difference);
        if (off <= Share * given.Length) return null;
        double kappa = given.Select(g => g.Ratio).Median() * runs.Conventions.ComputeRule.FlopsPerParameterToken;
        return new Finding
        {
            Code = "SF1005",
            Severity = Severity.Warning,
            Message = string.Create(CultureInfo.InvariantCulture, $"C as given differs from {runs.Conventions.ComputeRule} by more than 20 % in {off} of {given.Length} rows; its median is {kappa:0.0#}·N·D."),
            Advice = string.Create(CultureInfo.InvariantCulture, $"Budgets are allocated by the rule: set RunConventions.ComputeRule, for instance to {kappa:0.0#}, or look for a wrong unit."),
        };
    }
}
