using System.Globalization;

namespace ScalingFit.Decisions;

/// <summary>
/// How many significant digits the parameters of a law need for its allocation to survive rounding. Hoffmann's α 0.34 and β 0.28 gave 92.6 tokens a
/// parameter where the unrounded values gave 58.9.
/// </summary>
internal static class SurvivingDigits
{
    /// <summary>A change of D*/N* that a reader would not act on.</summary>
    private const double Tolerance = 0.01;

    private const int Most = 15;

    /// <summary>The fewest digits that, with every parameter rounded to them, keep D*/N* at a budget within 1 %.</summary>
    public static int Of(FittedLaw law, double flops)
    {
        double exact = law.Allocate(flops).TokensPerParameter;
        for (int digits = 2; digits < Most; digits++)
        {
            var values = law.Law.Parameters.ToDictionary(p => p.Name, p => Round(law[p.Name], digits), StringComparer.Ordinal);
            double rounded = law.Law.WithValues(values, law.Conventions).Allocate(flops).TokensPerParameter;
            if (Math.Abs(rounded - exact) < Tolerance * exact) return digits;
        }

        return Most;
    }

    private static double Round(double value, int digits) =>
        double.Parse(value.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
