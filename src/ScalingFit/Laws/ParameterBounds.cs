using System.Globalization;

namespace ScalingFit;

/// <summary>The values that a parameter may take.</summary>
/// <param name="Lowest">The smallest; negative infinity for none.</param>
/// <param name="Highest">The largest; infinity for none.</param>
public readonly record struct ParameterBounds(double Lowest, double Highest)
{
    /// <summary>Whether any value is allowed.</summary>
    internal bool IsOpen => double.IsNegativeInfinity(Lowest) && double.IsPositiveInfinity(Highest);

    /// <summary>Whether a value lies within the bounds or on one.</summary>
    internal bool Allows(double value) => value >= Lowest && value <= Highest;

    /// <summary>The bounds in words.</summary>
    public override string ToString()
    {
        string lowest = double.IsInfinity(Lowest) ? "" : string.Create(CultureInfo.InvariantCulture, $"at least {Lowest}");
        string highest = double.IsInfinity(Highest) ? "" : string.Create(CultureInfo.InvariantCulture, $"at most {Highest}");
        return lowest.Length > 0 && highest.Length > 0 ? $"{lowest} and {highest}" : lowest + highest;
    }
}
