using System.Globalization;

namespace ScalingFit;

/// <summary>Asking how many digits an allocation needs.</summary>
public static class SurvivingDigitsExtensions
{
    /// <summary>A change of D*/N* that a reader would not act on.</summary>
    private const double Tolerance = 0.01;

    /// <summary>The digits that the parameters of a law need for D*/N* at a budget to stay within 1 %: each alone, and all together.</summary>
    /// <param name="law">The law.</param>
    /// <param name="flops">The budget, in FLOPs. Positive.</param>
    /// <returns>The digits.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">The law has no best allocation.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables than size, data and compute.</exception>
    public static SurvivingDigits SurvivingDigits(this FittedLaw law, double flops)
    {
        ArgumentNullException.ThrowIfNull(law);
        double exact = law.Allocate(flops).TokensPerParameter;
        var alone = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int m = 0; m < law.Values.Count; m++)
        {
            int place = m;
            alone.Add(law.Law.Parameters[m].Name, Fewest(exact, 1, digits => Ratio(law, flops, digits, k => k == place)));
        }

        return new SurvivingDigits
        {
            Flops = flops,
            TokensPerParameter = exact,
            Alone = alone,
            Together = law.DigitsTogether(flops),
            Rounded = [.. Enumerable.Range(1, ScalingFit.SurvivingDigits.Most).Select(digits => Ratio(law, flops, digits, _ => true))],
        };
    }

    /// <summary>The fewest digits, from two, that, with every parameter rounded to them, keep D*/N* at a budget within 1 %.</summary>
    internal static int DigitsTogether(this FittedLaw law, double flops) =>
        Fewest(law.Allocate(flops).TokensPerParameter, 2, digits => Ratio(law, flops, digits, _ => true));

    private static int Fewest(double exact, int from, Func<int, double> rounded)
    {
        for (int digits = from; digits < ScalingFit.SurvivingDigits.Most; digits++)
        {
            if (Math.Abs(rounded(digits) - exact) < Tolerance * exact) return digits;
        }

        return ScalingFit.SurvivingDigits.Most;
    }

    private static double Ratio(FittedLaw law, double flops, int digits, Func<int, bool> isRounded)
    {
        var values = new double[law.Values.Count];
        for (int m = 0; m < values.Length; m++) values[m] = isRounded(m) ? Round(law.Values[m], digits) : law.Values[m];
        try
        {
            return new FittedLaw(law.Law, values, law.Conventions, law.Source).Allocate(flops).TokensPerParameter;
        }
        catch (InvalidOperationException)
        {
            return double.NaN;
        }
    }

    private static double Round(double value, int digits) =>
        double.Parse(value.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
