using ScalingFit.Decisions;
using ScalingFit.Decisions.Allocations;

namespace ScalingFit;

/// <summary>Allocating compute between size and data.</summary>
public static class AllocationExtensions
{
    /// <summary>
    /// The size and data of lowest loss for a budget under the compute rule of the law's conventions: in closed form for the shape floor + (A/N^α + B/D^β)^k, otherwise by search along C = κND.
    /// </summary>
    /// <param name="law">The law.</param>
    /// <param name="flops">The budget, in FLOPs. Positive.</param>
    /// <returns>N*, D* and the loss there.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">An exponent is not positive, so that the law has no best allocation, or a parameter is not finite.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables than size, data and compute.</exception>
    public static Allocation Allocate(this FittedLaw law, double flops)
    {
        ArgumentNullException.ThrowIfNull(law);
        Require.Positive(flops, nameof(flops));
        law.RequireOneGroup();
        if (!law.Values.All(double.IsFinite)) throw new InvalidOperationException($"A parameter left the range of numbers, so the law allocates nothing. {law}");
        if (!SeparableLaw.TryRead(law, out SeparableLaw separable))
        {
            return Searched(law, flops) ?? throw new InvalidOperationException($"The law has no best allocation: along C = κND its loss falls towards one end. {law}");
        }

        if (!separable.HasOptimum)
        {
            throw new InvalidOperationException($"The law has no best allocation: both exponents must be positive. {law}");
        }

        double product = flops / law.Conventions.ComputeRule.FlopsPerParameterToken;
        double parameters = separable.OptimalParameters(product);
        double tokens = product / parameters;
        return new Allocation { Flops = flops, Parameters = parameters, Tokens = tokens, Loss = law.Predict(parameters, tokens) };
    }

    /// <summary>The size and data of lowest loss for a budget, by the fitted law. Ask a bootstrap for the same with intervals.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="flops">The budget, in FLOPs. Positive.</param>
    /// <returns>N*, D* and the loss there, with a finding where no run was made so large or so small.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">An exponent is not positive, so that the law has no best allocation, or a parameter is not finite.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables than size, data and compute.</exception>
    public static Allocation Allocate(this LawFit fit, double flops)
    {
        ArgumentNullException.ThrowIfNull(fit);
        Allocation best = fit.Fitted.Allocate(flops);
        return best with { Findings = AllocationFindings.Of(best, fit.Runs) };
    }

    /// <summary>
    /// The allocation by the fitted law, with the interval of each part over the resamples. A resample whose law has no best allocation, because an exponent fell to zero or below, counts as
    /// one that would spend everything on size, or on data; so an end may be 0 or infinite.
    /// </summary>
    /// <param name="bootstrap">The resamples.</param>
    /// <param name="flops">The budget, in FLOPs. Positive.</param>
    /// <param name="level">The confidence level.</param>
    /// <returns>N*, D*, D*/N* and the loss, each with its interval; null intervals where the resamples are not usable or some have no answer at all.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not positive and finite, or the level not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">The fitted law has no best allocation.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables than size, data and compute.</exception>
    public static Allocation Allocate(this Bootstrap bootstrap, double flops, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        Require.Level(level);
        Allocation best = bootstrap.Fit.Allocate(flops);
        if (!bootstrap.IsUsable || !bootstrap.Fit.Certificate.IsMinimum) return best;

        double product = flops / bootstrap.Fit.Runs.Conventions.ComputeRule.FlopsPerParameterToken;
        double[] ratios = [.. bootstrap.Draws.Select(f => SeparableLaw.TryRead(f, out SeparableLaw s) ? s.RatioOrLimit(product) : Searched(f, flops)?.TokensPerParameter ?? double.NaN)];
        if (Array.Exists(ratios, double.IsNaN)) return best;

        // N and D follow from their ratio and their product; the loss of a law without an optimum is its lower limit.
        double[] losses = [.. bootstrap.Draws.Select((f, k) => ratios[k] > 0 && double.IsFinite(ratios[k]) ? f.Allocate(flops).Loss : LossSurface.FloorOf(f))];
        return best with
        {
            ParametersInterval = bootstrap.OfValues(Array.ConvertAll(ratios, r => Math.Sqrt(product / r)), level),
            TokensInterval = bootstrap.OfValues(Array.ConvertAll(ratios, r => Math.Sqrt(product * r)), level),
            TokensPerParameterInterval = bootstrap.OfValues(ratios, level),
            LossInterval = bootstrap.OfValues(losses, level),
        };
    }

    /// <summary>The size and data of lowest loss for a budget, with something fixed, capped, held or counted beside training.</summary>
    /// <param name="law">The law.</param>
    /// <param name="flops">The budget, in FLOPs, or in the unit of the cost where the options have one. Positive.</param>
    /// <param name="options">What may be chosen and what it costs.</param>
    /// <returns>N*, D* and the loss there, and what kept them from where the law alone would put them.</returns>
    /// <exception cref="ArgumentException">The options contradict each other, or do not fit the law.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The budget or a number of the options is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">The law has no best allocation, or the budget does not pay for what is fixed.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables without values, or on neither size nor data.</exception>
    public static Allocation Allocate(this FittedLaw law, double flops, AllocationOptions options)
    {
        Require.Positive(flops, nameof(flops));
        return new AllocationProblem(law, options).ForBudget(flops) ?? throw new InvalidOperationException($"The law has no best allocation: along the line of equal cost its loss falls towards one end. {law}");
    }

    /// <summary>The size and data of lowest loss for a budget, with something fixed, capped, held or counted beside training, by the fitted law.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="flops">The budget, in FLOPs, or in the unit of the cost where the options have one. Positive.</param>
    /// <param name="options">What may be chosen and what it costs.</param>
    /// <returns>N*, D* and the loss there, with a finding where no run was made so large or so small.</returns>
    /// <exception cref="ArgumentException">The options contradict each other, or do not fit the law.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The budget or a number of the options is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">The law has no best allocation, or the budget does not pay for what is fixed.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables without values, or on neither size nor data.</exception>
    public static Allocation Allocate(this LawFit fit, double flops, AllocationOptions options)
    {
        ArgumentNullException.ThrowIfNull(fit);
        Allocation best = fit.Fitted.Allocate(flops, options);
        return best with { Findings = AllocationFindings.Of(best, fit.Runs) };
    }

    /// <summary>
    /// The allocation with something fixed, capped, held or counted beside training, by the fitted law, with the interval of each part over the resamples. A resample without a best allocation counts as one that would spend everything on
    /// size, or on data, as far as caps let it.
    /// </summary>
    /// <param name="bootstrap">The resamples.</param>
    /// <param name="flops">The budget, in FLOPs, or in the unit of the cost where the options have one. Positive.</param>
    /// <param name="options">What may be chosen and what it costs.</param>
    /// <param name="level">The confidence level.</param>
    /// <returns>N*, D*, D*/N* and the loss, each with its interval; null intervals where the resamples are not usable or some have no answer.</returns>
    /// <exception cref="ArgumentException">The options contradict each other, or do not fit the law.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The budget or a number of the options is not positive and finite, or the level not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">The fitted law has no best allocation, or the budget does not pay for what is fixed.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables without values, or on neither size nor data.</exception>
    public static Allocation Allocate(this Bootstrap bootstrap, double flops, AllocationOptions options, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        Require.Level(level);
        Allocation best = bootstrap.Fit.Allocate(flops, options);
        return AllocationIntervals.Of(bootstrap, best, level, ByDraw) with { FlopsInterval = null };

        Allocation? ByDraw(FittedLaw draw)
        {
            var problem = new AllocationProblem(draw, options);
            return problem.ForBudget(flops) ?? problem.Limit(flops);
        }
    }

    /// <summary>Whether a law, perhaps that of a resample, has a best allocation of a budget.</summary>
    internal static bool HasBest(FittedLaw law, double flops) => SeparableLaw.TryRead(law, out SeparableLaw separable) ? separable.HasOptimum : Searched(law, flops) is not null;

    /// <summary>Differences serve a law without kinks; one with kinks needs slopes to either side.</summary>
    private static Allocation? Searched(FittedLaw law, double flops)
    {
        bool isOfSizeOrData = law.Law.Variables.Contains(Variable.Parameters) || law.Law.Variables.Contains(Variable.Tokens);
        return isOfSizeOrData && !LossSurface.HasKinks(law) ? SearchedOptimum.Find(law, flops) : new AllocationProblem(law, AllocationOptions.Default).ForBudget(flops);
    }
}
