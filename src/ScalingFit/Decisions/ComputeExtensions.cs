using System.Globalization;
using MathNet.Numerics;
using MathNet.Numerics.RootFinding;
using ScalingFit.Decisions;

namespace ScalingFit;

/// <summary>Laws compared by what they need: the compute that reaches a loss, how many times less of it one recipe needs than another, and where their ranking turns.</summary>
public static class ComputeExtensions
{
    /// <summary>Budgets looked at for a crossing: a hundred a decade would show nothing more, since two power laws with floors cross twice at most.</summary>
    private const int PointsPerDecade = 20;

    /// <summary>
    /// The smallest budget that reaches a loss, spent as <c>Allocate</c> would: C = C₀ ((L₀ - E)/(L - E))^(1/(kγ)) with γ = αβ/(α + β) for the shape E + (A/N^α + B/D^β)^k, otherwise by search along the budgets.
    /// </summary>
    /// <param name="law">The law.</param>
    /// <param name="loss">The loss to reach.</param>
    /// <returns>The budget, in FLOPs; infinite where the loss is at or below the law's floor, which no budget reaches, or not reached by 1e60 FLOPs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The loss is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">The law has no best allocation, at 1e20 FLOPs or at a budget between that and the answer.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables than size, data and compute.</exception>
    public static double FlopsToReach(this FittedLaw law, double loss)
    {
        ArgumentNullException.ThrowIfNull(law);
        law.RequireOneGroup();
        Require.Positive(loss, nameof(loss));
        const double Budget = 1e20;
        if (!SeparableLaw.TryRead(law, out SeparableLaw separable)) return SearchedBudget.Reaching(law, loss, Budget);
        double reducible = law.Allocate(Budget).Loss - separable.Floor;
        if (loss <= separable.Floor) return double.PositiveInfinity;
        double exponent = separable.Power * separable.Alpha * separable.Beta / (separable.Alpha + separable.Beta);
        return Budget * Math.Pow(reducible / (loss - separable.Floor), 1 / exponent);
    }

    /// <summary>
    /// How many times less compute this law needs than another to reach the loss that the other reaches with a budget, both spending it as they do best. Above 1 this one is the better recipe. The same at all budgets only where
    /// the laws differ in an amplitude alone.
    /// </summary>
    /// <param name="law">The law of the recipe in question.</param>
    /// <param name="baseline">The law of the recipe to compare with, on the same evaluation and by the same conventions.</param>
    /// <param name="flops">The baseline's budget, in FLOPs. Positive.</param>
    /// <returns>The multiplier; 0 where this law never reaches that loss.</returns>
    /// <exception cref="ArgumentException">Loss unit, counting or compute rule differ (SF5003).</exception>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">A law has no best allocation.</exception>
    public static double ComputeMultiplier(this FittedLaw law, FittedLaw baseline, double flops)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(baseline);
        Require.Comparable(law.Conventions, baseline.Conventions, nameof(baseline));
        return flops / law.FlopsToReach(baseline.Allocate(flops).Loss);
    }

    /// <summary>The largest budget at which two laws reach the same loss: beyond it, and up to the limit, their ranking does not turn again.</summary>
    /// <param name="law">One law.</param>
    /// <param name="other">The other, on the same evaluation and by the same conventions.</param>
    /// <param name="from">The smallest budget looked at, in FLOPs.</param>
    /// <param name="to">The largest.</param>
    /// <returns>The budget, in FLOPs; null where the laws do not cross in that range.</returns>
    /// <exception cref="ArgumentException">Loss unit, counting or compute rule differ (SF5003), or the range is empty.</exception>
    /// <exception cref="InvalidOperationException">A law has no best allocation.</exception>
    public static double? CrossoverWith(this FittedLaw law, FittedLaw other, double from = 1e17, double to = 1e28)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(other);
        Require.Positive(from, nameof(from));
        Require.Positive(to, nameof(to));
        if (!(from < to)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There is no budget between {from} and {to}."), nameof(to));
        Require.Comparable(law.Conventions, other.Conventions, nameof(other));

        double Difference(double logFlops) => law.Allocate(Math.Exp(logFlops)).Loss - other.Allocate(Math.Exp(logFlops)).Loss;
        int count = Math.Max(2, (int)Math.Ceiling(PointsPerDecade * Math.Log10(to / from)));
        double[] grid = Generate.LinearSpaced(count + 1, Math.Log(from), Math.Log(to));
        double[] differences = Array.ConvertAll(grid, Difference);
        for (int k = count; k > 0; k--)
        {
            if (differences[k] == 0 && differences[k - 1] != 0) return Math.Exp(grid[k]);
            if (differences[k] * differences[k - 1] < 0) return Math.Exp(Brent.FindRoot(Difference, grid[k - 1], grid[k], 1e-13));
        }

        return null;
    }
}
