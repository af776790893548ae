using System.Globalization;

namespace ScalingFit.Plotting.Drawing;

/// <summary>Checks of what options are given.</summary>
internal static class FigureLimits
{
    /// <summary>A side shorter than this has no room for axes with their names.</summary>
    private const int LeastSide = 300;

    private const int GreatestSide = 10_000;

    public static int Side(int value, string name) => value is >= LeastSide and <= GreatestSide
        ? value
        : throw new ArgumentOutOfRangeException(name, value.ToString(CultureInfo.InvariantCulture), $"{name} must be between {LeastSide} and {GreatestSide} pixels.");

    public static double Level(double value, string name) => value is > 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value.ToString(CultureInfo.InvariantCulture), $"{name} must be between 0 and 1, such as 0.95.");
}
