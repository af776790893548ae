using System.Globalization;
using ScalingFit.Findings;

namespace ScalingFit.Decisions.Allocations;

/// <summary>What an allocation says of its own reach (SF5002): an optimum beyond the runs' sizes or data is read off the form of the law.</summary>
internal static class AllocationFindings
{
    /// <summary>Beyond by less than this is within, for anything that the runs could tell.</summary>
    private const double Within = 1.05;

    /// <summary>Size and data may each be within the runs, and a run of both be far from any.</summary>
    private const double Decades = 2;

    public static IReadOnlyList<Finding> Of(Allocation best, RunSet runs)
    {
        string[] outside =
        [
            .. new[]
            {
                Outside("N*", best.Parameters, runs, Variable.Parameters, "the largest model", "the smallest model"),
                Outside("D*", best.Tokens, runs, Variable.Tokens, "the most data", "the least data"),
                Beyond(best, runs),
            }.OfType<string>(),
        ];
        if (outside.Length == 0) return [];
        return new EqualFindings(
        [
            new Finding
            {
                Code = "SF5002",
                Severity = Severity.Warning,
                Message = $"The optimum lies where no run was made: {string.Join(", ", outside)}.",
                Advice = "Judge the loss there by a back-test, fit.Predict(N, D, backTest), whose calibrated interval has the law's own failures in it.",
            },
        ]);
    }

    private static string? Beyond(Allocation best, RunSet runs)
    {
        if (!runs.Has(Variable.Flops)) return null;
        double flops = runs.Conventions.ComputeRule.Flops(best.Parameters, best.Tokens);
        double decades = Math.Log10(flops / runs.ColumnArray(Variable.Flops).Max());
        return decades > Decades ? string.Create(CultureInfo.InvariantCulture, $"training them takes {flops:0.0e0} FLOP, {decades:0.0} decades beyond the largest run") : null;
    }

    private static string? Outside(string symbol, double value, RunSet runs, Variable variable, string largest, string smallest)
    {
        if (!runs.Has(variable)) return null;
        double[] column = runs.ColumnArray(variable);
        CultureInfo invariant = CultureInfo.InvariantCulture;
        if (value > Within * column.Max()) return string.Create(invariant, $"{symbol} {value:0.0e0} is {Factor(value / column.Max())} times {largest}");
        if (value * Within < column.Min()) return string.Create(invariant, $"{symbol} {value:0.0e0} is 1/{Factor(column.Min() / value)} of {smallest}");
        return null;
    }

    private static string Factor(double factor) => factor.ToString(factor < 9.95 ? "0.0" : factor < 1e5 ? "0" : "0e0", CultureInfo.InvariantCulture);
}
