using ScalingFit.Decisions;
using ScalingFit.Decisions.Allocations;

namespace ScalingFit;

/// <summary>Reading the same runs in three ways.</summary>
public static class ApproachesExtensions
{
    /// <summary>A step in ln C wide enough for the rounding of a searched optimum, over which any power law has one slope.</summary>
    private const double Step = 0.1;

    /// <summary>The frontier, minima of equal compute and a fitted law on the same runs, and why they differ.</summary>
    /// <param name="runs">The runs, several sizes for each of several budgets.</param>
    /// <param name="law">The law of approach 3; Chinchilla's unless given.</param>
    /// <param name="options">The budget at which they are compared, and how each is done.</param>
    /// <returns>The three, approach 2 corrected by the law of approach 3, and a statement.</returns>
    /// <exception cref="ArgumentException">A run lacks size, data or compute, or all are of one compute.</exception>
    public static Approaches CompareApproaches(this RunSet runs, ScalingLaw? law = null, ApproachesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(runs);
        options ??= ApproachesOptions.Default;
        double flops = options.Flops ?? (10 * runs.ColumnArray(Variable.Flops).Max());
        Envelope envelope = runs.Envelope(options.Envelope);
        IsoFlop iso = runs.IsoFlop(options.IsoFlop);
        LawFit fit = (law ?? ScalingLaw.Chinchilla).Fit(runs, options.Fit);
        Approach ofFit = Of(fit.Fitted, flops);
        IsoFlopBias? bias = ofFit.Exponent is null ? null : iso.Bias(fit.Fitted);
        Approach[] rows =
        [
            Of("Envelope", envelope.Parameters, envelope.Tokens, flops),
            Of("IsoFLOP", iso.Parameters, iso.Tokens, flops),
            Of("IsoFLOP, corrected", bias?.Parameters, bias?.Tokens, flops),
            ofFit,
        ];
        return new Approaches(flops, envelope, iso, fit, bias, rows, ApproachesStatement.Of(flops, envelope, iso, fit, bias, rows));
    }

    /// <summary>A law's answer, with the slope of ln N* about the budget; empty where it has no best allocation there.</summary>
    internal static Approach Of(FittedLaw law, double flops)
    {
        string name = $"{law.Law.Name}'s law, fitted";
        bool hasOptimum = law.Values.All(double.IsFinite) && AllocationExtensions.HasBest(law, flops * Math.Exp(-Step)) && AllocationExtensions.HasBest(law, flops * Math.Exp(Step));
        if (!hasOptimum) return new Approach { Name = name, Exponent = null, Parameters = null, Tokens = null };
        Allocation best = law.Allocate(flops);
        double slope = Math.Log(law.Allocate(flops * Math.Exp(Step)).Parameters / law.Allocate(flops * Math.Exp(-Step)).Parameters) / (2 * Step);
        return new Approach { Name = name, Exponent = slope, Parameters = best.Parameters, Tokens = best.Tokens };
    }

    private static Approach Of(string name, BudgetLaw? parameters, BudgetLaw? tokens, double flops) =>
        new() { Name = name, Exponent = parameters?.Exponent, Parameters = parameters?.At(flops), Tokens = tokens?.At(flops) };
}
