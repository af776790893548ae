using System.Globalization;
using MathNet.Numerics.RootFinding;
using ScalingFit.Decisions;
using ScalingFit.Decisions.Allocations;

namespace ScalingFit;

/// <summary>How far the size may be from the best one before that costs anything.</summary>
public static class NearOptimalExtensions
{
    /// <summary>In ln N: a hundredth to begin with, doubled until the end is passed.</summary>
    private const double FirstStep = 0.01;

    /// <summary>In ln N: beyond e^60 times the best size there is no end.</summary>
    private const double Farthest = 60;

    private const double Accuracy = 1e-14;

    /// <summary>
    /// The sizes with which the loss that a budget can reach takes at most (1 + excess) times the budget. Of a law whose loss falls with data at every size, which all of the library's are where data are fresh.
    /// </summary>
    /// <param name="law">The law.</param>
    /// <param name="flops">The budget, in FLOPs. Positive.</param>
    /// <param name="excess">The share of compute allowed on top. Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget or the excess is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">The law has no best allocation.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables than size, data and compute.</exception>
    public static NearOptimalRange NearOptimal(this FittedLaw law, double flops, double excess = 0.001)
    {
        ArgumentNullException.ThrowIfNull(law);
        Require.Positive(excess, nameof(excess));
        Allocation best = law.Allocate(flops);
        double budget = (1 + excess) * flops;
        double lowest = End(law, best, budget, -1);
        double highest = End(law, best, budget, 1);
        ComputeRule rule = law.Conventions.ComputeRule;
        return new NearOptimalRange
        {
            Flops = flops,
            Excess = excess,
            Best = best,
            LowestParameters = lowest,
            HighestParameters = highest,
            TokensAtLowest = rule.Tokens(budget, lowest),
            TokensAtHighest = rule.Tokens(budget, highest),
        };
    }

    /// <summary>The sizes near the best one by the fitted law. Ask a bootstrap for the same with intervals.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="flops">The budget, in FLOPs. Positive.</param>
    /// <param name="excess">The share of compute allowed on top. Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget or the excess is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">The law has no best allocation.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables than size, data and compute.</exception>
    public static NearOptimalRange NearOptimal(this LawFit fit, double flops, double excess = 0.001)
    {
        ArgumentNullException.ThrowIfNull(fit);
        NearOptimalRange range = fit.Fitted.NearOptimal(flops, excess);
        return range with { Best = range.Best with { Findings = AllocationFindings.Of(range.Best, fit.Runs) } };
    }

    /// <summary>The sizes near the best one by the fitted law, with the interval of each end over the resamples. A draw without a best allocation has both ends at 0, or both infinite.</summary>
    /// <param name="bootstrap">The resamples.</param>
    /// <param name="flops">The budget, in FLOPs. Positive.</param>
    /// <param name="excess">The share of compute allowed on top. Positive.</param>
    /// <param name="level">The confidence level.</param>
    /// <returns>The range; null intervals where the resamples are not usable or some have no answer at all.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The budget or the excess is not positive and finite, or the level not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">The fitted law has no best allocation.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables than size, data and compute.</exception>
    public static NearOptimalRange NearOptimal(this Bootstrap bootstrap, double flops, double excess = 0.001, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        Require.Level(level);
        NearOptimalRange range = bootstrap.Fit.NearOptimal(flops, excess);
        if (!bootstrap.IsUsable || !bootstrap.Fit.Certificate.IsMinimum) return range;
        (double Lowest, double Highest)[] ends = [.. bootstrap.Draws.Select(f => EndsOfDraw(f, flops, excess))];
        if (Array.Exists(ends, e => double.IsNaN(e.Lowest))) return range;
        return range with
        {
            Best = bootstrap.Allocate(flops, level),
            LowestParametersInterval = bootstrap.OfValues(Array.ConvertAll(ends, e => e.Lowest), level),
            HighestParametersInterval = bootstrap.OfValues(Array.ConvertAll(ends, e => e.Highest), level),
        };
    }

    private static (double Lowest, double Highest) EndsOfDraw(FittedLaw draw, double flops, double excess)
    {
        bool isSeparable = SeparableLaw.TryRead(draw, out SeparableLaw separable);
        if (AllocationExtensions.HasBest(draw, flops))
        {
            NearOptimalRange range = draw.NearOptimal(flops, excess);
            return (range.LowestParameters, range.HighestParameters);
        }

        // As the exponent of data falls to zero the best size grows without bound, and as that of size does it falls to none.
        if (!isSeparable || (separable.Alpha <= 0 && separable.Beta <= 0)) return (double.NaN, double.NaN);
        return separable.Alpha > 0 ? (double.PositiveInfinity, double.PositiveInfinity) : (0, 0);
    }

    /// <summary>
    /// An end of the range: where the loss along the line of the larger budget is again the best loss of the smaller one. As loss falls with data, a size reaches that loss within the larger budget just where the line is not above it.
    /// </summary>
    private static double End(FittedLaw law, Allocation best, double budget, int side)
    {
        ComputeRule rule = law.Conventions.ComputeRule;
        double origin = Math.Log(best.Parameters);
        double Above(double logSize) => Math.Log(law.Predict(Math.Exp(logSize), rule.Tokens(budget, Math.Exp(logSize))) / best.Loss);
        double inside = origin;
        double step = FirstStep;
        while (Above(origin + (side * step)) <= 0)
        {
            inside = origin + (side * step);
            step *= 2;
            if (step > Farthest) return side < 0 ? 0 : double.PositiveInfinity;
        }

        return Brent.TryFindRoot(Above, inside, origin + (side * step), Accuracy, maxIterations: 200, out double root)
            ? Math.Exp(root)
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The search for the end of the range at {best.Flops} FLOP did not end. {law}"));
    }
}
