using ScalingFit.Decisions.Allocations;

namespace ScalingFit;

/// <summary>The cheapest way to a loss.</summary>
public static class AllocationForLossExtensions
{
    /// <summary>The size and data that reach a loss at the least cost, that of training unless options say otherwise.</summary>
    /// <param name="law">The law.</param>
    /// <param name="loss">The loss to reach, in the unit of the law's conventions.</param>
    /// <param name="options">What may be chosen and what it costs; null for the defaults.</param>
    /// <returns>N*, D*, and in <see cref="Allocation.Flops"/> what they cost.</returns>
    /// <exception cref="ArgumentException">The options contradict each other, or do not fit the law.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The loss or a number of the options is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">No budget reaches the loss, which may lie at or below the law's floor; or the cost falls towards one end.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables without values, or on neither size nor data.</exception>
    public static Allocation AllocateForLoss(this FittedLaw law, double loss, AllocationOptions? options = null)
    {
        Require.Positive(loss, nameof(loss));
        var problem = new AllocationProblem(law, options ?? AllocationOptions.Default);
        Allocation best = problem.ForLoss(loss) ?? throw new InvalidOperationException($"The law has no best allocation: along a line of equal loss the cost falls towards one end. {law}");
        return double.IsFinite(best.Flops) ? best : throw new InvalidOperationException(problem.Unreachable(loss));
    }

    /// <summary>The size and data that reach a loss at the least cost, by the fitted law. Ask a bootstrap for the same with intervals.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="loss">The loss to reach.</param>
    /// <param name="options">What may be chosen and what it costs; null for the defaults.</param>
    /// <returns>N*, D* and the cost, with a finding where no run was made so large or so small.</returns>
    /// <exception cref="ArgumentException">The options contradict each other, or do not fit the law.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The loss or a number of the options is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">No budget reaches the loss, or the cost falls towards one end.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables without values, or on neither size nor data.</exception>
    public static Allocation AllocateForLoss(this LawFit fit, double loss, AllocationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        Allocation best = fit.Fitted.AllocateForLoss(loss, options);
        return best with { Findings = AllocationFindings.Of(best, fit.Runs) };
    }

    /// <summary>
    /// The cheapest size and data for a loss by the fitted law, with intervals over the resamples. A resample whose floor is above the loss needs an infinite budget; so an upper end may be infinite, and then the resamples do not
    /// show that the loss can be reached.
    /// </summary>
    /// <param name="bootstrap">The resamples.</param>
    /// <param name="loss">The loss to reach.</param>
    /// <param name="options">What may be chosen and what it costs; null for the defaults.</param>
    /// <param name="level">The confidence level.</param>
    /// <returns>N*, D*, D*/N* and the cost with intervals; a null interval where the resamples are not usable or some have no answer to it.</returns>
    /// <exception cref="ArgumentException">The options contradict each other, or do not fit the law.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The loss or a number of the options is not positive and finite, or the level not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">No budget reaches the loss by the fitted law, or the cost falls towards one end.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables without values, or on neither size nor data.</exception>
    public static Allocation AllocateForLoss(this Bootstrap bootstrap, double loss, AllocationOptions? options = null, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        Require.Level(level);
        Allocation best = bootstrap.Fit.AllocateForLoss(loss, options);
        return AllocationIntervals.Of(bootstrap, best, level, draw => new AllocationProblem(draw, options ?? AllocationOptions.Default).ForLoss(loss)) with { LossInterval = null };
    }
}
