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

    /// <summary>Two numbers of which one counts embeddings, or is in bits, have a ratio that means nothing.</summary>
    public static void Comparable(RunConventions mine, RunConventions theirs, string name, string code = "SF5003")
    {
        if (mine == theirs) return;
        var differences = new List<string>();
        if (mine.LossUnit != theirs.LossUnit) differences.Add($"the loss is in {mine.LossUnit} and in {theirs.LossUnit}");
        if (mine.Counting != theirs.Counting) differences.Add($"N counts {mine.Counting} and {theirs.Counting}");
        if (mine.FlopCounting != theirs.FlopCounting) differences.Add($"C counts {mine.FlopCounting} and {theirs.FlopCounting}");
        if (mine.ComputeRule != theirs.ComputeRule) differences.Add($"compute follows {mine.ComputeRule} and {theirs.ComputeRule}");
        throw new ArgumentException($"The two follow other conventions: {string.Join("; ", differences)}. Bring both to the same, or declare them. {code}: docs/rules/{code}.md", name);
    }

    public static void Threads(int value, string name)
    {
        if (value < 0) throw new ArgumentOutOfRangeException(name, value.ToString(CultureInfo.InvariantCulture), "Threads must not be negative; 0 means one a processor.");
    }

    public static void Level(double level)
    {
        if (level > 0 && level < 1) return;
        throw new ArgumentOutOfRangeException(nameof(level), level.ToString(CultureInfo.InvariantCulture), "A confidence level lies between 0 and 1, such as 0.95.");
    }
}
