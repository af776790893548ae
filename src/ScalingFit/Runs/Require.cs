using System.Globalization;

namespace ScalingFit;

/// <summary>Checks of arguments that every floor makes in the same words.</summary>
internal static class Require
{
    public static void Positive(double value, string name)
    {
        if (value > 0 && double.IsFinite(value)) return;
        throw new ArgumentOutOfRangeException(name, value.ToString(CultureInfo.InvariantCulture), $"{name} must be positive and finite.");
    }

    public static void Level(double level)
    {
        if (level > 0 && level < 1) return;
        throw new ArgumentOutOfRangeException(nameof(level), level.ToString(CultureInfo.InvariantCulture), "A confidence level lies between 0 and 1, such as 0.95.");
    }
}
