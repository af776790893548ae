using System.Globalization;
using MathNet.Numerics.Statistics;

namespace ScalingFit.Summaries;

/// <summary>What the runs span, in a line.</summary>
internal static class DesignWords
{
    public static string Of(LawFit fit)
    {
        RunSet runs = fit.Runs;
        string count = runs.RunCount == runs.Count
            ? string.Create(CultureInfo.InvariantCulture, $"{runs.Count} run{(runs.Count == 1 ? "" : "s")}")
            : string.Create(CultureInfo.InvariantCulture, $"{runs.Count} rows of {runs.RunCount} run{(runs.RunCount == 1 ? "" : "s")}");
        string[] spans = [.. new[] { Variable.Parameters, Variable.Tokens, Variable.Flops }.Where(runs.Has).Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Symbol} over {Decades(runs.ColumnArray(v)):0.0}"))];
        string words = $"{count} for {fit.Law.FreeCount.ToString(CultureInfo.InvariantCulture)} parameters";
        if (spans.Length > 0) words += $"; {string.Join(", ", spans)} decades";
        if (Correlate(runs) is { } correlation) words += string.Create(CultureInfo.InvariantCulture, $"; ln N and ln D correlated {correlation:0.00}");
        return words;
    }

    private static double Decades(double[] column) => Math.Log10(column.Max() / column.Min());

    private static double? Correlate(RunSet runs)
    {
        if (!runs.Has(Variable.Parameters) || !runs.Has(Variable.Tokens)) return null;
        double correlation = Correlation.Pearson(Array.ConvertAll(runs.ColumnArray(Variable.Parameters), Math.Log), Array.ConvertAll(runs.ColumnArray(Variable.Tokens), Math.Log));
        return double.IsFinite(correlation) ? correlation : null;
    }
}
