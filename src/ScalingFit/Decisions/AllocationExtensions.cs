using ScalingFit.Decisions;

namespace ScalingFit;

/// <summary>Allocating compute between size and data.</summary>
public static class AllocationExtensions
{
    /// <summary>The size and data of lowest loss for a budget, in closed form under the compute rule of the law's conventions.</summary>
    /// <param name="law">The law.</param>
    /// <param name="flops">The budget, in FLOPs. Positive.</param>
    /// <returns>N*, D* and the loss there.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">An exponent is not positive, so that the law has no best allocation.</exception>
    /// <exception cref="NotSupportedException">The law is not of the shape floor + A/N^α + B/D^β.</exception>
    public static Allocation Allocate(this FittedLaw law, double flops)
    {
        ArgumentNullException.ThrowIfNull(law);
        Require.Positive(flops, nameof(flops));
        if (!SeparableLaw.TryRead(law, out SeparableLaw separable))
        {
            throw new NotSupportedException($"{law.Law.Name} is not a floor with one falling term of N and one of D, the shape whose optimum is closed.");
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
    /// <returns>N*, D* and the loss there.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">An exponent is not positive, so that the law has no best allocation.</exception>
    /// <exception cref="NotSupportedException">The law is not of the shape floor + A/N^α + B/D^β.</exception>
    public static Allocation Allocate(this LawFit fit, double flops)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return fit.Fitted.Allocate(flops);
    }

    /// <summary>The allocation by the fitted law, with the interval of each part over the resamples.</summary>
    /// <param name="bootstrap">The resamples.</param>
    /// <param name="flops">The budget, in FLOPs. Positive.</param>
    /// <param name="level">The confidence level.</param>
    /// <returns>N*, D*, D*/N* and the loss, each with its interval.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not positive and finite, or the level not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">The law of the fit or of a draw has no best allocation, or fewer than two draws converged.</exception>
    /// <exception cref="NotSupportedException">The law is not of the shape floor + A/N^α + B/D^β.</exception>
    public static Allocation Allocate(this Bootstrap bootstrap, double flops, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        return bootstrap.Fit.Allocate(flops) with
        {
            ParametersInterval = bootstrap.Of(f => f.Allocate(flops).Parameters, level),
            TokensInterval = bootstrap.Of(f => f.Allocate(flops).Tokens, level),
            TokensPerParameterInterval = bootstrap.Of(f => f.Allocate(flops).TokensPerParameter, level),
            LossInterval = bootstrap.Of(f => f.Allocate(flops).Loss, level),
        };
    }
}
