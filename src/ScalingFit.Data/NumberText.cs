using System.Globalization;

namespace ScalingFit.Data;

/// <summary>
/// Numbers as people write them in tables of runs: a point for decimals, an exponent, or one of the suffixes K, M, B and T, in either case. Commas are refused, because
/// "1,5" is one and a half to some and fifteen to others.
/// </summary>
internal static class NumberText
{
    public static bool TryRead(string text, out double value)
    {
        ReadOnlySpan<char> digits = text.AsSpan().Trim();
        double scale = digits.Length < 2 ? 1 : digits[^1] switch
        {
            'K' or 'k' => 1e3,
            'M' or 'm' => 1e6,
            'B' or 'b' or 'G' or 'g' => 1e9,
            'T' or 't' => 1e12,
            _ => 1,
        };
        if (scale > 1) digits = digits[..^1].TrimEnd();
        bool read = double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        value *= scale;
        return read;
    }
}
