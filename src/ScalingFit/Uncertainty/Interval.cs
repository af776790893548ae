using System.Globalization;
using ScalingFit.Uncertainty;

namespace ScalingFit;

/// <summary>An interval with its confidence level.</summary>
public readonly record struct Interval
{
    /// <summary>Makes an interval.</summary>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, not below the lower.</param>
    /// <param name="level">The confidence level, between 0 and 1.</param>
    /// <exception cref="ArgumentException">The ends are out of order or not numbers.</exception>
    public Interval(double lower, double upper, double level)
    {
        if (!(lower <= upper)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The ends {lower} and {upper} are out of order."), nameof(upper));
        Require.Level(level);
        Lower = lower;
        Upper = upper;
        Level = level;
    }

    /// <summary>The lower end.</summary>
    public double Lower { get; }

    /// <summary>The upper end.</summary>
    public double Upper { get; }

    /// <summary>The confidence level, such as 0.95.</summary>
    public double Level { get; }

    /// <summary>How far the lower end would typically be off for as many draws with another seed: a standard error. Null where the interval is not made of draws, these are fewer than 40, or the end is infinite.</summary>
    public double? LowerMonteCarloError { get; init; }

    /// <summary>The same of the upper end.</summary>
    public double? UpperMonteCarloError { get; init; }

    /// <summary>The central interval of a sample, by linear interpolation of its order statistics (Hyndman and Fan 1996, type 7).</summary>
    /// <param name="sample">The values, in any order; at least one, none of them NaN; an infinite value stands for a quantity without bound.</param>
    /// <param name="level">The share of the sample inside, between 0 and 1.</param>
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static Interval OfSample(ReadOnlySpan<double> sample, double level = 0.95)
    {
        if (sample.IsEmpty) throw new ArgumentException("An interval needs at least one value.", nameof(sample));
        Require.Level(level);
        return IntervalForms.Of(sample.ToArray(), level, IntervalForms.Percentile(level));
    }

    /// <summary>Whether a value lies in the interval, ends included.</summary>
    public bool Contains(double value) => value >= Lower && value <= Upper;

    /// <summary>The ends, to four digits; ∞ where the sample runs off.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Lower:G4} to {Upper:G4}");

    /// <summary>A quantile by linear interpolation; between two infinite order statistics that has no meaning, and the lower of them is the quantile.</summary>
    internal static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = Math.Clamp((int)place, 0, sorted.Length - 1);
        int above = Math.Min(below + 1, sorted.Length - 1);
        double quantile = sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
        return double.IsNaN(quantile) ? sorted[below] : quantile;
    }
}
