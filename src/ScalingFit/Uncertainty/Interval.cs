using System.Globalization;

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

    /// <summary>Whether a value lies in the interval, ends included.</summary>
    public bool Contains(double value) => value >= Lower && value <= Upper;

    /// <summary>The ends, to four digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Lower:G4} to {Upper:G4}");
}
