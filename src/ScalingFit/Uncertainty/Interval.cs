using System.Globalization;
using MathNet.Numerics.Statistics;

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

    /// <summary>The central interval of a sample, by linear interpolation of its order statistics (Hyndman and Fan 1996, type 7).</summary>
    /// <param name="sample">The values, in any order; at least one, none of them NaN; an infinite value stands for a quantity without bound.</param>
    /// <param name="level">The share of the sample inside, between 0 and 1.</param>
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static Interval OfSample(ReadOnlySpan<double> sample, double level = 0.95)
    {
        if (sample.IsEmpty) throw new ArgumentException("An interval needs at least one value.", nameof(sample));
        Require.Level(level);
        double[] sorted = sample.ToArray();
        Array.Sort(sorted);
        double tail = (1 - level) / 2;
        return new Interval(Quantile(sorted, tail), Quantile(sorted, 1 - tail), level);
    }

    /// <summary>Whether a value lies in the interval, ends included.</summary>
    public bool Contains(double value) => value >= Lower && value <= Upper;

    /// <summary>The ends, to four digits; ∞ where the sample runs off.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Lower:G4} to {Upper:G4}");

    /// <summary>Between two infinite order statistics interpolation has no meaning: the lower of them is the quantile.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        double quantile = SortedArrayStatistics.QuantileCustom(sorted, share, QuantileDefinition.R7);
        return double.IsNaN(quantile) ? sorted[(int)(share * (sorted.Length - 1))] : quantile;
    }
}
