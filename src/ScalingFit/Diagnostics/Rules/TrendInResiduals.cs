using System.Globalization;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>
/// SF4001: residuals that rise or fall with N, D, C or D/N. Spearman's rank correlation over runs, the rows of a run averaged, with Student's t for its level (Kendall and Stuart) and
/// Bonferroni's share of it for each variable.
/// </summary>
internal sealed class TrendInResiduals : IFitRule
{
    private const double Level = 0.01;
    private const int FewestRuns = 10;

    /// <summary>Below this the runs lie on the law, and what is left is rounding.</summary>
    private const double Rounding = 1e-9;

    public Finding? Check(LawFit fit)
    {
        int[][] runs = fit.Runs.RowsByRun();
        if (runs.Length < FewestRuns || fit.Residuals.Max(Math.Abs) < Rounding) return null;
        double[] residuals = Array.ConvertAll(runs, rows => rows.Average(i => fit.Residuals[i]));
        (string Name, double Correlation, double P)[] tests = [.. Scales(fit.Runs).Select(s => Test(s.Name, Array.ConvertAll(runs, rows => rows.Average(i => Math.Log(s.Column[i]))), residuals))];
        (string Name, double Correlation, double P)[] trends = [.. tests.Where(t => t.P < Level / tests.Length).OrderBy(t => t.P)];
        if (trends.Length == 0) return null;
        IEnumerable<string> shown = trends.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Name} (rank correlation {t.Correlation:0.00}, p {t.P:0.0e0})"));

        // A residual is predicted less measured.
        string sign = trends[0].Correlation > 0 ? "too high" : "too low";
        return new Finding
        {
            Code = "SF4001",
            Severity = Severity.Warning,
            Message = $"The residuals trend with {string.Join(", ", shown)}: beside the rest the law is {sign} where {trends[0].Name} is large.",
            Advice = "Try another law or a narrower range, and look for a difference between the runs that rises along with it.",
        };
    }

    private static IEnumerable<(string Name, double[] Column)> Scales(RunSet runs)
    {
        bool size = runs.Has(Variable.Parameters);
        bool data = runs.Has(Variable.Tokens);
        if (size) yield return ("N", runs.ColumnArray(Variable.Parameters));
        if (data) yield return ("D", runs.ColumnArray(Variable.Tokens));
        if (runs.Has(Variable.Flops)) yield return ("C", runs.ColumnArray(Variable.Flops));
        if (size && data) yield return ("D/N", [.. runs.Select(r => r.TokensPerParameter!.Value)]);
    }

    private static (string Name, double Correlation, double P) Test(string name, double[] scale, double[] residuals)
    {
        double correlation = Correlation.Spearman(scale, residuals);
        if (!double.IsFinite(correlation)) return (name, 0, 1);

        // t = r √((n-2)/(1-r²)).
        int freedom = scale.Length - 2;
        double t = correlation * Math.Sqrt(freedom / Math.Max(1e-12, 1 - (correlation * correlation)));
        return (name, correlation, 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(t)));
    }
}
