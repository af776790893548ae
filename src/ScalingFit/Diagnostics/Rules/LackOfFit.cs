using System.Globalization;
using MathNet.Numerics.Distributions;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>
/// SF4002: repeats of one configuration scatter less than the runs do about the law. The F test of lack of fit against pure error (Draper and Smith, Applied Regression Analysis, section 2.1).
/// </summary>
internal sealed class LackOfFit : IFitRule
{
    private const double Level = 0.01;

    /// <summary>With fewer degrees of freedom the pure error is hardly known.</summary>
    private const int FewestOfPureError = 4;

    public Finding? Check(LawFit fit)
    {
        // Checkpoints of one run are not independent, and a law of the lower envelope lies off the middle of the runs by intention.
        if (fit.Runs.RunCount != fit.Runs.Count || fit.Options.Objective.IsTilted) return null;
        int[][] configurations = [.. Configurations.Of(fit.Law, fit.Runs).Select(rows => WithoutCopies(fit.Runs, rows))];
        int runs = configurations.Sum(rows => rows.Length);
        int ofPureError = runs - configurations.Length;
        int ofMisfit = configurations.Length - fit.Law.FreeCount;
        if (ofPureError < FewestOfPureError || ofMisfit < 1) return null;

        // Σ w (r - r̄)² within configurations, and Σ W r̄² of their means.
        double pureError = 0;
        double misfit = 0;
        foreach (int[] rows in configurations)
        {
            double weight = rows.Sum(i => fit.Runs[i].Weight);
            double mean = rows.Sum(i => fit.Runs[i].Weight * fit.Residuals[i]) / weight;
            pureError += rows.Sum(i => fit.Runs[i].Weight * Math.Pow(fit.Residuals[i] - mean, 2));
            misfit += weight * mean * mean;
        }

        if (!(pureError > 0)) return null;
        double ratio = misfit / ofMisfit / (pureError / ofPureError);
        double p = 1 - FisherSnedecor.CDF(ofMisfit, ofPureError, ratio);
        if (!(p < Level)) return null;
        int repeated = configurations.Count(rows => rows.Length > 1);
        return new Finding
        {
            Code = "SF4002",
            Severity = Severity.Warning,
            Message = string.Create(CultureInfo.InvariantCulture, $"Runs scatter about the law {Math.Sqrt(ratio):0.0} times as far as repeats of {repeated} configuration{(repeated == 1 ? "" : "s")} do about their means (F {ratio:0.0} on {ofMisfit} and {ofPureError}, p {Printed(p)})."),
            Advice = "The law misses something: try another or a narrower range, and see that the repeats are runs of their own.",
        };
    }

    /// <summary>Rows that agree to the last digit of the loss are one: a copied row shows no scatter.</summary>
    private static int[] WithoutCopies(RunSet runs, int[] rows) => [.. rows.DistinctBy(i => runs[i].Loss)];

    private static string Printed(double p) => p < 1e-15 ? "below 1e-15" : p.ToString("0.0e0", CultureInfo.InvariantCulture);
}
