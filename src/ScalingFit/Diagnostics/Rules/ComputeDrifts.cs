using System.Globalization;
using MathNet.Numerics;
using MathNet.Numerics.Statistics;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF1003: compute that was measured and C = κND part ways as models grow. N and C then count different parameters: embeddings weigh most in small models.</summary>
internal sealed class ComputeDrifts : IRunRule
{
    /// <summary>By how much the ratio may change from the smallest size to the largest.</summary>
    private const double Drift = 0.2;

    /// <summary>A change that is no trend, but scatter of the ratio, has a weaker correlation.</summary>
    private const double Trend = 0.5;

    private const int FewestSizes = 3;

    /// <summary>Of logarithms: sizes within a percent are one.</summary>
    private const double SameSize = 0.01;

    public Finding? Check(RunSet runs)
    {
        (double Parameters, double Ratio)[] given = ComputeRatio.Of(runs);
        if (given.Length == 0 || DistinctValues.Count([.. given.Select(g => g.Parameters)]) < FewestSizes) return null;
        double[] size = [.. given.Select(g => Math.Log(g.Parameters))];
        double[] ratio = [.. given.Select(g => Math.Log(g.Ratio))];
        (_, double slope) = Fit.Line(size, ratio);
        double change = Math.Exp(slope * (size.Max() - size.Min()));
        if (Math.Max(change, 1 / change) <= 1 + Drift || !(Math.Abs(Correlation.Pearson(size, ratio)) > Trend)) return null;

        // Parts that C counts and N leaves out weigh most in small models, so that the ratio falls; parts that N alone counts make it rise.
        bool falls = change < 1;
        ParameterCounting counting = runs.Conventions.Counting;
        if (counting == (falls ? ParameterCounting.NonEmbedding : ParameterCounting.Total)) return null;

        // Attention over the context, and Hoffmann's embedding and logits, weigh most in small models too; an effective N has them already.
        bool isMore = runs.Conventions.FlopCounting is FlopCounting.Kaplan or FlopCounting.Hoffmann or FlopCounting.PorianAttention or FlopCounting.DeepSeek;
        if (falls && isMore && counting != ParameterCounting.EffectiveAttention) return null;
        string rule = string.Create(CultureInfo.InvariantCulture, $"{runs.Conventions.ComputeRule.FlopsPerParameterToken}·N·D");
        string declared = counting switch
        {
            ParameterCounting.Undeclared => "",
            ParameterCounting.Total => ", and total parameters are declared",
            ParameterCounting.NonEmbedding => ", and non-embedding parameters are declared",
            ParameterCounting.WithHead => ", and parameters with the output head are declared",
            ParameterCounting.Active => ", and active parameters are declared",
            _ => ", and effective parameters are declared",
        };
        return new Finding
        {
            Code = "SF1003",
            Severity = Severity.Warning,
            Message = string.Create(CultureInfo.InvariantCulture, $"C over {rule} {(falls ? "falls" : "rises")} from {At(given, size.Min()):0.00} at the smallest size to {At(given, size.Max()):0.00} at the largest: N {(falls ? "leaves out parts that C counts" : "counts parts that C leaves out")}, such as embeddings{declared}."),
            Advice = "Count the same parts in both, and declare RunConventions.Counting; to allocate, choose a ComputeRule that holds at the sizes in question.",
        };
    }

    /// <summary>The median ratio of the runs of one size.</summary>
    private static double At((double Parameters, double Ratio)[] given, double logSize) =>
        given.Where(g => Math.Abs(Math.Log(g.Parameters) - logSize) < SameSize).Select(g => g.Ratio).Median();
}
