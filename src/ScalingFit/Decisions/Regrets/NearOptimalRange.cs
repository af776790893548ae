using System.Globalization;

namespace ScalingFit;

/// <summary>
/// The sizes that cost next to nothing beyond the best one: with (1 + excess) times the budget each of them, on the data that this affords, reaches the loss that the best size reaches with the budget.
/// </summary>
/// <remarks>
/// For the law E + (A/N^α + B/D^β)^k the compute that a size needs is C/C* = r [1 + (β/α)(1 - r^-α)]^(-1/β) with r = N/N* (as Kaplan et al. 2020, equation B.16, for steps in place of data), whatever the amplitudes and the
/// budget: near the optimum 1 + (α + β)/2 · (ln r)², so that the range is N* times or over exp √(2·excess/(α + β)).
/// </remarks>
public sealed record NearOptimalRange
{
    /// <summary>The budget, in FLOPs.</summary>
    public required double Flops { get; init; }

    /// <summary>The share of compute allowed on top, such as 0.001.</summary>
    public required double Excess { get; init; }

    /// <summary>The best size and data for the budget.</summary>
    public required Allocation Best { get; init; }

    /// <summary>The smallest size in the range, in parameters; 0 where every smaller one is in it.</summary>
    public required double LowestParameters { get; init; }

    /// <summary>The largest size in the range, in parameters; infinite where every larger one is in it.</summary>
    public required double HighestParameters { get; init; }

    /// <summary>The compute on top of the budget, in FLOPs.</summary>
    public double ExcessFlops => Flops * Excess;

    /// <summary>The data on which the smallest size reaches the loss, in tokens.</summary>
    public required double TokensAtLowest { get; init; }

    /// <summary>The data on which the largest size reaches the loss, in tokens.</summary>
    public required double TokensAtHighest { get; init; }

    /// <summary>The interval of <see cref="LowestParameters"/>; null without resamples, or where they are not usable.</summary>
    public Interval? LowestParametersInterval { get; init; }

    /// <summary>The interval of <see cref="HighestParameters"/>.</summary>
    public Interval? HighestParametersInterval { get; init; }

    /// <summary>Whether a size is in the range.</summary>
    /// <param name="parameters">N, in parameters.</param>
    public bool Contains(double parameters) => parameters >= LowestParameters && parameters <= HighestParameters;

    /// <summary>The range in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"any N from {LowestParameters:0.##e0} to {HighestParameters:0.##e0} costs at most {100 * Excess:0.####} % extra compute at {Flops:0.###e0} FLOP");
}
