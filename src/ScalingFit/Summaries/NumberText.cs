using System.Globalization;

namespace ScalingFit.Summaries;

/// <summary>How numbers are written: always in the invariant culture, with as many digits as are known and no more.</summary>
internal static class NumberText
{
    /// <summary>A number to so many significant digits, with an exponent only where it is very large or small.</summary>
    public static string Significant(double value, int digits)
    {
        if (value == 0 || !double.IsFinite(value)) return Unusual(value);
        int exponent = ExponentOf(value, digits);
        return exponent is < -4 or > 6 ? Scientific(value, digits) : value.ToString("F" + Text(Math.Max(0, digits - 1 - exponent)), CultureInfo.InvariantCulture);
    }

    /// <summary>A number with an exponent, such as 7.32e10.</summary>
    public static string Scientific(double value, int digits)
    {
        if (value == 0 || !double.IsFinite(value)) return Unusual(value);
        string text = value.ToString("E" + Text(digits - 1), CultureInfo.InvariantCulture);
        int mark = text.IndexOf('E', StringComparison.Ordinal);
        return $"{text[..mark]}e{Text(int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))}";
    }

    /// <summary>The decimals at which an error has two significant digits: 0.0154 has three, 124 has none.</summary>
    public static int Decimals(double error) => Math.Max(0, 1 - ExponentOf(error, 2));

    /// <summary>The decimals at which a value has so many significant digits.</summary>
    public static int Decimals(double value, int digits) => Math.Max(0, digits - 1 - ExponentOf(value, digits));

    /// <summary>A number to so many decimals; with an exponent where that would be a long row of digits.</summary>
    public static string Fixed(double value, int decimals) => decimals > 9 || Math.Abs(value) >= 1e7
        ? Significant(value, 4)
        : value.ToString("F" + Text(decimals), CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage, to a tenth below ten.</summary>
    public static string Percent(double share) => (100 * share).ToString(share < 0.0995 ? "0.#" : "0", CultureInfo.InvariantCulture) + " %";

    private static string Unusual(double value) => value == 0 ? "0" : double.IsNaN(value) ? "undefined" : value > 0 ? "∞" : "-∞";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The decimal exponent after rounding, so that 0.0996 to two digits counts as 0.10.</summary>
    private static int ExponentOf(double value, int digits)
    {
        if (value == 0 || !double.IsFinite(value)) return 0;
        string text = Math.Abs(value).ToString("E" + Text(digits - 1), CultureInfo.InvariantCulture);
        return int.Parse(text.AsSpan(text.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }
}
