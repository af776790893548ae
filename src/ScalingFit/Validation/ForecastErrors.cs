using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace ScalingFit.Validation;

/// <summary>How far a list of forecasts was off, in one number each. NaN and null where there is none.</summary>
internal readonly struct ForecastErrors
{
    public ForecastErrors(IReadOnlyList<Forecast> forecasts)
    {
        Count = forecasts.Count;
        if (Count == 0)
        {
            MeanRelativeError = MedianRelativeError = Bias = RootMeanSquareError = RootMeanSquareLogError = double.NaN;
            return;
        }

        MeanRelativeError = forecasts.Average(f => Math.Abs(f.RelativeError));
        MedianRelativeError = forecasts.Select(f => Math.Abs(f.RelativeError)).Median();
        Bias = forecasts.Average(f => f.RelativeError);
        RootMeanSquareError = Math.Sqrt(forecasts.Average(f => (f.Predicted - f.Measured) * (f.Predicted - f.Measured)));
        RootMeanSquareLogError = Math.Sqrt(forecasts.Average(f => Math.Log(f.Predicted / f.Measured) * Math.Log(f.Predicted / f.Measured)));
        Forecast[] judged = [.. forecasts.Where(f => f.IsCovered is not null)];
        Judged = judged.Length;
        if (Judged == 0) return;
        Coverage = (double)judged.Count(f => f.IsCovered == true) / Judged;
        CoverageInterval = Wilson(Coverage.Value, judged.Select(f => f.Place).Distinct().Count());
    }

    public int Count { get; }

    public double MeanRelativeError { get; }

    public double MedianRelativeError { get; }

    public double Bias { get; }

    public double RootMeanSquareError { get; }

    public double RootMeanSquareLogError { get; }

    /// <summary>How many forecasts have an interval.</summary>
    public int Judged { get; }

    public double? Coverage { get; }

    public Interval? CoverageInterval { get; }

    /// <summary>
    /// Wilson's score interval of a share (Wilson 1927): p̃ ± z √(p(1 - p)/n + z²/4n²)/(1 + z²/n) about p̃ = (p + z²/2n)/(1 + z²/n). Unlike p ± z √(p(1 - p)/n) it has a width where p is 0 or 1.
    /// </summary>
    public static Interval Wilson(double share, int trials, double level = 0.95)
    {
        double z = Normal.InvCDF(0, 1, 0.5 * (1 + level));
        double part = z * z / trials;
        double centre = (share + (0.5 * part)) / (1 + part);
        double half = z * Math.Sqrt((share * (1 - share) / trials) + (0.25 * part / trials)) / (1 + part);

        // At a share of 0 or 1 the end is that share, but for rounding.
        return new Interval(Math.Clamp(centre - half, 0, share), Math.Clamp(centre + half, share, 1), level);
    }

    /// <summary>The two-sided p-value of the sign test: how likely so uneven a split is where either sign is as likely as the other.</summary>
    public static double SignTest(int above, int trials) =>
        Math.Min(1, 2 * Math.Min(Binomial.CDF(0.5, trials, above), Binomial.CDF(0.5, trials, trials - above)));
}
