namespace ScalingFit.Decisions.Allocations;

/// <summary>The spread of an allocation over resamples.</summary>
internal static class AllocationIntervals
{
    /// <summary>The allocation with an interval for each part of which every draw gives a number, be it infinite.</summary>
    /// <param name="bootstrap">The resamples.</param>
    /// <param name="best">The allocation by the fitted law.</param>
    /// <param name="level">The confidence level.</param>
    /// <param name="allocate">The allocation by a draw; null where it has no answer.</param>
    public static Allocation Of(Bootstrap bootstrap, Allocation best, double level, Func<FittedLaw, Allocation?> allocate)
    {
        if (!bootstrap.IsUsable || !bootstrap.Fit.Certificate.IsMinimum) return best;
        Allocation?[] draws = [.. bootstrap.Draws.Select(allocate)];
        if (Array.Exists(draws, d => d is null)) return best;
        Interval? Spread(Func<Allocation, double> part)
        {
            double[] values = Array.ConvertAll(draws, d => part(d!));
            return Array.Exists(values, double.IsNaN) ? null : bootstrap.OfValues(values, level);
        }

        return best with
        {
            FlopsInterval = Spread(a => a.Flops),
            ParametersInterval = Spread(a => a.Parameters),
            TokensInterval = Spread(a => a.Tokens),
            TokensPerParameterInterval = Spread(a => a.TokensPerParameter),
            LossInterval = Spread(a => a.Loss),
        };
    }
}
