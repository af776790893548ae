using ScalingFit.Decisions;
using ScalingFit.Decisions.Allocations;

namespace ScalingFit;

/// <summary>The cost of a choice of size and data that is not the best one.</summary>
public static class RegretExtensions
{
    /// <summary>What training so many parameters on so many tokens costs beyond the best, by a law.</summary>
    /// <param name="law">The law.</param>
    /// <param name="parameters">N, in parameters. Positive.</param>
    /// <param name="tokens">D, in tokens. Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">The law has no best allocation.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables than size, data and compute.</exception>
    public static Regret Regret(this FittedLaw law, double parameters, double tokens)
    {
        ArgumentNullException.ThrowIfNull(law);
        double loss = law.Predict(parameters, tokens);
        double flops = law.Conventions.ComputeRule.Flops(parameters, tokens);
        return new Regret
        {
            Parameters = parameters,
            Tokens = tokens,
            Flops = flops,
            Loss = loss,
            Best = law.Allocate(flops),
            CheapestFlops = SeparableLaw.TryRead(law, out _) ? law.FlopsToReach(loss) : SearchedBudget.Reaching(law, loss, flops),
        };
    }

    /// <summary>What an allocation that another law or rule made costs beyond the best, by this law: <c>fit.Fitted.Regret(Published.Hoffmann2022.Allocate(5.76e23))</c>.</summary>
    /// <param name="law">The law to judge by.</param>
    /// <param name="choice">The allocation; its size and data alone play a part.</param>
    /// <exception cref="InvalidOperationException">The law has no best allocation.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables than size, data and compute.</exception>
    public static Regret Regret(this FittedLaw law, Allocation choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return law.Regret(choice.Parameters, choice.Tokens);
    }

    /// <summary>What training so many parameters on so many tokens costs beyond the best, by the fitted law. Ask a bootstrap for the same with intervals.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="parameters">N, in parameters. Positive.</param>
    /// <param name="tokens">D, in tokens. Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">The law has no best allocation.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables than size, data and compute.</exception>
    public static Regret Regret(this LawFit fit, double parameters, double tokens)
    {
        ArgumentNullException.ThrowIfNull(fit);
        Regret regret = fit.Fitted.Regret(parameters, tokens);
        return regret with { Best = regret.Best with { Findings = AllocationFindings.Of(regret.Best, fit.Runs) } };
    }

    /// <summary>
    /// The regret by the fitted law, with intervals over the resamples: of each draw's own optimum against this choice. A draw whose law has no best allocation counts as one that needs no compute at all for the loss, the limit
    /// of those that have, so that the upper end of the ratio may be infinite.
    /// </summary>
    /// <remarks>Of the fit's own allocation it says what not knowing the exponents may cost: <c>boot.Regret(a.Parameters, a.Tokens)</c>.</remarks>
    /// <param name="bootstrap">The resamples.</param>
    /// <param name="parameters">N, in parameters. Positive.</param>
    /// <param name="tokens">D, in tokens. Positive.</param>
    /// <param name="level">The confidence level.</param>
    /// <returns>The regret; null intervals where the resamples are not usable or some have no answer at all.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite, or the level not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">The fitted law has no best allocation.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables than size, data and compute.</exception>
    public static Regret Regret(this Bootstrap bootstrap, double parameters, double tokens, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        Require.Level(level);
        Regret regret = bootstrap.Fit.Regret(parameters, tokens);
        if (!bootstrap.IsUsable || !bootstrap.Fit.Certificate.IsMinimum) return regret;
        (double Loss, double Flops, double Ratio)[] draws = [.. bootstrap.Draws.Select(f => OfDraw(f, parameters, tokens, regret.Flops))];
        if (Array.Exists(draws, d => double.IsNaN(d.Loss))) return regret;
        return regret with
        {
            LossRegretInterval = bootstrap.OfValues(Array.ConvertAll(draws, d => d.Loss), level),
            ComputeRegretInterval = bootstrap.OfValues(Array.ConvertAll(draws, d => d.Flops), level),
            ComputeRatioInterval = bootstrap.OfValues(Array.ConvertAll(draws, d => d.Ratio), level),
        };
    }

    private static (double Loss, double Flops, double Ratio) OfDraw(FittedLaw draw, double parameters, double tokens, double flops)
    {
        bool isSeparable = SeparableLaw.TryRead(draw, out SeparableLaw separable);
        if (AllocationExtensions.HasBest(draw, flops))
        {
            Regret regret = draw.Regret(parameters, tokens);
            return (regret.LossRegret, regret.ComputeRegret, regret.ComputeRatio);
        }

        // One exponent at most fell to zero: the floor is then the limit of the best loss at any budget.
        if (!isSeparable || (separable.Alpha <= 0 && separable.Beta <= 0)) return (double.NaN, double.NaN, double.NaN);
        double floor = LossSurface.FloorOf(draw);
        return (draw.Predict(parameters, tokens) - floor, flops, double.PositiveInfinity);
    }
}
