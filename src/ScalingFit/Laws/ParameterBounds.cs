using System.Globalization;

namespace ScalingFit;

/// <summary>The values that a parameter may take.</summary>
/// <param name="Lowest">The smallest; negative infinity for none.</param>
/// <param name="Highest">The largest; infinity for none.</param>
public readonly record struct ParameterBounds(double Lowest, double Highest)
{
    /// <summary>The bounds in words.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(double.IsInfinity(Lowest) ? "" : $"at least {Lowest}")}{(double.IsFinite(Lowest) && double.IsFinite(Highest) ? " and " : "")}{(double.IsInfinity(Highest) ? "" : $"at most {Highest}")}");
}
