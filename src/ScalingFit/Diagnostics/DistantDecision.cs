using ScalingFit.Decisions;

namespace ScalingFit.Diagnostics;

/// <summary>The decision by which rules judge whether an answer stands: D*/N* at ten times the compute of the largest run, as a summary asks for by default.</summary>
internal static class DistantDecision
{
    /// <summary>A decision has moved where it is this many times what it was, or was this many times what it is.</summary>
    public const double Moved = 1.2;

    private const double DecadeBeyond = 10;

    /// <summary>The budget; null where the law has no best allocation in closed form, of the fit or at all.</summary>
    public static double? BudgetOf(LawFit fit) => SeparableLaw.TryRead(fit.Fitted, out SeparableLaw separable) && separable.HasOptimum && fit.Runs.Has(Variable.Flops)
        ? DecadeBeyond * fit.Runs.ColumnArray(Variable.Flops).Max()
        : null;

    /// <summary>D*/N* of a law at a budget; infinite or 0 where size or data would take all of it, NaN where neither helps.</summary>
    public static double RatioOf(FittedLaw law, double flops) => SeparableLaw.TryRead(law, out SeparableLaw separable)
        ? separable.RatioOrLimit(flops / law.Conventions.ComputeRule.FlopsPerParameterToken)
        : double.NaN;
}
