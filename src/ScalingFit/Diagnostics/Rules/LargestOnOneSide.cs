using System.Globalization;
using MathNet.Numerics.Distributions;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF4004: the largest runs, from which a forecast sets out, lie on one side of the law. The sign test on the largest tenth by compute.</summary>
internal sealed class LargestOnOneSide : IFitRule
{
    private const double Level = 0.01;

    /// <summary>Eight on one side have p = 2/2⁸ = 0.008; fewer cannot reach the level.</summary>
    private const int Fewest = 8;

    /// <summary>The largest must be a small part, or there is nothing that they stand out from.</summary>
    private const int SmallestPart = 4;

    public Finding? Check(LawFit fit)
    {
        RunSet runs = fit.Runs;

        // A law of the lower envelope has most runs above it everywhere.
        if (!runs.Has(Variable.Flops) || fit.Options.Objective.IsTilted) return null;
        int[] last = [.. runs.RowsByRun().Select(rows => rows.MaxBy(i => runs[i].Flops!.Value)).OrderByDescending(i => runs[i].Flops!.Value)];
        int count = Math.Max(Fewest, (int)Math.Ceiling(last.Length / 10.0));
        if (last.Length < SmallestPart * count) return null;
        double[] residuals = [.. last.Take(count).Select(i => fit.Residuals[i])];
        int above = residuals.Count(r => r < 0);
        int below = residuals.Count(r => r > 0);
        if (above + below < Fewest) return null;
        double p = Math.Min(1, 2 * Binomial.CDF(0.5, above + below, Math.Min(above, below)));
        if (p >= Level) return null;
        bool higher = above > below;
        return new Finding
        {
            Code = "SF4004",
            Severity = Severity.Warning,
            Message = string.Create(CultureInfo.InvariantCulture, $"{(higher ? above : below)} of the {count} runs with most compute have losses {(higher ? "above" : "below")} the law (sign test, p {p:0.0e0})."),
            Advice = $"A forecast sets out from there, and is likely too {(higher ? "low" : "high")}: try another law or a narrower range before extrapolating.",
        };
    }
}
