using System.Globalization;
using MathNet.Numerics.Statistics;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF1002: losses whose size says perplexity, whose laws have other exponents and another floor.</summary>
internal sealed class LossLooksLikePerplexity : IRunRule
{
    /// <summary>A language model of ten million parameters has a loss of four or five nats a token; eight is beyond any that learned.</summary>
    private const double LargestMedianLoss = 8;

    private const double SmallestModel = 1e7;

    public Finding? Check(RunSet runs)
    {
        if (runs.Conventions.LossUnit == LossUnit.Other || !runs.Has(Variable.Parameters)) return null;
        double median = runs.Select(r => r.Loss).Median();
        double smallest = runs.ColumnArray(Variable.Parameters).Min();
        double limit = runs.Conventions.LossUnit == LossUnit.BitsPerToken ? LargestMedianLoss / Math.Log(2) : LargestMedianLoss;
        if (median <= limit || smallest <= SmallestModel) return null;
        return new Finding
        {
            Code = "SF1002",
            Severity = Severity.Warning,
            Message = string.Create(CultureInfo.InvariantCulture, $"The losses look like perplexities: their median is {median:0.##} although every model has more than {SmallestModel:0e0} parameters."),
            Advice = "Take the logarithm of perplexities (natural for nats, base 2 for bits), or declare LossUnit.Other if they are neither.",
        };
    }
}
