using ScalingFit.Decisions;
using ScalingFit.Numerics.Engines;

namespace ScalingFit;

/// <summary>How far minima of equal compute are off.</summary>
public static class IsoFlopBiasExtensions
{
    /// <summary>By how much the minima would be off were a law true, and power laws through them corrected for it.</summary>
    /// <param name="iso">The minima.</param>
    /// <param name="law">A law of size and data: a fit of the same runs, or a published one whose parameters count as these do. Its loss may be in another unit, for the floor and the scale move no minimum.</param>
    /// <returns>Every budget with its shift, and the corrected power laws.</returns>
    /// <exception cref="InvalidOperationException">The law has no best allocation.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables than size, data and compute.</exception>
    public static IsoFlopBias Bias(this IsoFlop iso, FittedLaw law)
    {
        ArgumentNullException.ThrowIfNull(iso);
        ArgumentNullException.ThrowIfNull(law);
        BudgetRuns[] grids = BudgetRuns.Of(iso);
        IsoFlopBudgetBias[] budgets = [.. iso.Budgets.Select((b, i) => Of(iso, law, b, grids[i]))];

        int[] used = [.. Enumerable.Range(0, budgets.Length).Where(i => budgets[i].IsUsed)];
        double? drift = GridPlacement.Drift([.. used.Select(i => Math.Log(budgets[i].Flops))], [.. used.Select(i => Math.Log(budgets[i].CentreRatio))]);
        int[] known = [.. used.Where(i => budgets[i].Shift is not null)];
        double[] logBudgets = [.. known.Select(i => Math.Log(budgets[i].Flops))];
        return new IsoFlopBias(
            iso,
            law,
            budgets,
            BudgetLine.Through(logBudgets, [.. known.Select(i => Math.Log(iso.Budgets[i].Parameters!.Value) - budgets[i].Shift!.Value)]),
            BudgetLine.Through(logBudgets, [.. known.Select(i => Math.Log(iso.Budgets[i].Tokens!.Value) + budgets[i].Shift!.Value)]),
            drift);
    }

    private static IsoFlopBudgetBias Of(IsoFlop iso, FittedLaw law, IsoFlopBudget budget, BudgetRuns grid)
    {
        // The runs' rule says what a budget affords; the law is asked for the same product of size and data by its own.
        double product = budget.Flops / iso.Runs.Conventions.ComputeRule.FlopsPerParameterToken;
        double logProduct = Math.Log(product);
        double optimum = law.Allocate(product * law.Conventions.ComputeRule.FlopsPerParameterToken).Parameters;
        double[] logParameters = Array.ConvertAll(grid.LogSizes, place => grid.LogParameters(place, logProduct));
        BudgetRuns supposed = grid with { Losses = Array.ConvertAll(logParameters, n => law.Predict(Math.Exp(n), product / Math.Exp(n))) };
        double? shift = supposed.Floor().Place is { } place ? grid.LogParameters(place, logProduct) - Math.Log(optimum) : null;
        double[] offsets = Array.ConvertAll(logParameters, n => n - Math.Log(optimum));
        bool isClosed = iso.Options.Interpolation == IsoFlopInterpolation.Parabola && law.Law.Definition.Form is PosynomialForm { Power: < 0 };
        return new IsoFlopBudgetBias
        {
            Flops = budget.Flops,
            IsUsed = budget.IsUsed,
            Optimum = optimum,
            Shift = shift,
            ClosedFormShift = isClosed && shift is not null && SeparableLaw.TryRead(law, out SeparableLaw separable) ? VertexShift.Of(offsets, grid.Weights, separable.Alpha, separable.Beta) : null,
            CentreRatio = Math.Exp(0.5 * (offsets.Min() + offsets.Max())),
        };
    }
}
