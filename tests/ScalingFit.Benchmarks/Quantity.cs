using System.Globalization;

namespace ScalingFit.Benchmarks;

/// <summary>Numbers to three digits, times in the unit that suits them.</summary>
internal static class Quantity
{
    public static string Of(double value)
    {
        if (!double.IsFinite(value)) return "n/a";
        if (Math.Abs(value) >= 1000) return RoundTo3(value).ToString("N0", CultureInfo.InvariantCulture);
        int decimals = value == 0 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 6);
        return value.ToString(string.Create(CultureInfo.InvariantCulture, $"F{decimals}"), CultureInfo.InvariantCulture);
    }

    private static double RoundTo3(double value)
    {
        double unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 2);
        return unit * Math.Round(value / unit);
    }

    /// <param name="seconds">In seconds.</param>
    public static string Time(double seconds) => seconds switch
    {
        < 1e-6 => $"{Of(1e9 * seconds)} ns",
        < 1e-3 => $"{Of(1e6 * seconds)} µs",
        < 1 => $"{Of(1e3 * seconds)} ms",
        _ => $"{Of(seconds)} s",
    };

    /// <summary>A number of things, with its thousands apart.</summary>
    public static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Percent(double share) => $"{Of(100 * share)} %";
}
