using System.Globalization;

namespace ScalingFit.Plotting.Drawing;

/// <summary>Numbers as a paper prints them: powers of ten with superscripts, and no more digits than the interval deserves.</summary>
internal static class NumberText
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A power of ten, such as 10²³.</summary>
    public static string PowerOfTen(int exponent)
    {
        string digits = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);
        return string.Concat("10", exponent < 0 ? "⁻" : "", string.Concat(digits.Select(d => Superscripts[d - '0'])));
    }

    /// <summary>A number to three digits, such as 5.76×10²³.</summary>
    public static string Scientific(double value)
    {
        string[] parts = value.ToString("0.##E0", CultureInfo.InvariantCulture).Split('E');
        string power = PowerOfTen(int.Parse(parts[1], CultureInfo.InvariantCulture));
        return string.Equals(parts[0], "1", StringComparison.Ordinal) ? power : $"{parts[0]}×{power}";
    }

    /// <summary>A number, and its interval in brackets where there is one, such as 1.974 (1.94 to 2.02).</summary>
    /// <remarks>The ends have two digits of the interval's width where it begins with 1 or 2, else one; the number has one digit more than the ends. Without
    /// an interval it has four digits.</remarks>
    public static string WithInterval(double value, Interval? interval)
    {
        if (interval is not { } ends || !(ends.Upper > ends.Lower)) return Fixed(value, 3 - (int)Math.Floor(Math.Log10(Math.Abs(value))));
        double width = ends.Upper - ends.Lower;
        int decimals = -(int)Math.Floor(Math.Log10(width));
        if (width * Math.Pow(10, decimals) < 3) decimals++;
        return $"{Fixed(value, decimals + 1)} ({Fixed(ends.Lower, decimals)} to {Fixed(ends.Upper, decimals)})";
    }

    /// <summary>A share as a percentage, such as 95 %.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.##} %");

    /// <summary>The format in which all of some numbers have the decimals that the most exact of them needs, at most five.</summary>
    /// <param name="values">The numbers, at least one.</param>
    public static string CommonFormat(IEnumerable<double> values)
    {
        int decimals = values.Select(v => v.ToString("0.#####", CultureInfo.InvariantCulture).Split('.')).Max(t => t.Length > 1 ? t[1].Length : 0);
        return string.Create(CultureInfo.InvariantCulture, $"F{decimals}");
    }

    private static string Fixed(double value, int decimals) =>
        value.ToString(string.Create(CultureInfo.InvariantCulture, $"F{Math.Max(0, decimals)}"), CultureInfo.InvariantCulture);
}
