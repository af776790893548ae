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
        string power = digits.Length < 2 ? "" : digits[^1] switch
        {
            'K' or 'k' => "e3",
            'M' or 'm' => "e6",
            'B' or 'b' or 'G' or 'g' => "e9",
            'T' or 't' => "e12",
            _ => "",
        };
        if (power.Length > 0) digits = digits[..^1].TrimEnd();

        // Read as one number, 8.2b as 8.2e9: a product would be rounded twice.
        bool read = double.TryParse(string.Concat(digits, power), NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        return read;
    }
}
