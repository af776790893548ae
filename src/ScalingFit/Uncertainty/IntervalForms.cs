using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace ScalingFit.Uncertainty;

/// <summary>The ends of an interval as a function of a sorted sample of draws, and how far they would be off for other draws.</summary>
internal static class IntervalForms
{
    /// <summary>Parts that the draws are divided into for the Monte Carlo error of an end.</summary>
    private const int Parts = 20;

    /// <summary>Sorted draws to the two ends.</summary>
    public delegate (double Lower, double Upper) Form(ReadOnlySpan<double> sorted);

    /// <summary>The quantiles with so much of the draws beyond each.</summary>
    public static Form Percentile(double level) => sorted => Quantiles(sorted, (1 - level) / 2, (1 + level) / 2);

    /// <summary>
    /// Percentiles at Φ(±t) with t for the degrees of freedom: Hesterberg 2015 (arXiv:1411.5279), without his factor √(n/(n - 1)), which refits of a law with several parameters do not need (docs/how-it-works/coverage.md).
    /// </summary>
    public static Form ExpandedPercentile(double level, double freedom)
    {
        double t = StudentT.InvCDF(0, 1, freedom, (1 + level) / 2);
        double tail = Normal.CDF(0, 1, -t);
        return sorted => Quantiles(sorted, tail, 1 - tail);
    }

    /// <summary>BCa: Efron 1987; Efron and Tibshirani 1993, equation 14.10.</summary>
    /// <param name="level">The confidence level.</param>
    /// <param name="estimate">The quantity at the fit.</param>
    /// <param name="acceleration">The skewness term, from leaving each run out.</param>
    public static Form BiasCorrected(double level, double estimate, double acceleration) => sorted =>
    {
        int below = 0;
        int equal = 0;
        foreach (double value in sorted)
        {
            below += value < estimate ? 1 : 0;
            equal += value.Equals(estimate) ? 1 : 0;
        }

        double shift = Normal.InvCDF(0, 1, (below + (0.5 * equal)) / sorted.Length);
        if (double.IsInfinity(shift)) throw new InvalidOperationException("Every draw lies on one side of the estimate, so that no bias can be corrected; use another interval.");
        return Quantiles(sorted, Share(-1), Share(1));

        double Share(int side)
        {
            double z = shift + Normal.InvCDF(0, 1, (1 + (side * level)) / 2);
            return Normal.CDF(0, 1, shift + (z / (1 - (acceleration * z))));
        }
    };

    /// <summary>The estimate and t standard errors to either side, on the logarithm where every draw and the estimate are positive.</summary>
    public static Form StandardError(double level, double estimate, double freedom)
    {
        double t = StudentT.InvCDF(0, 1, freedom, (1 + level) / 2);
        return sorted =>
        {
            if (double.IsInfinity(sorted[0]) || double.IsInfinity(sorted[^1])) throw new InvalidOperationException("The quantity is without bound for some draws, so that it has no standard error; use another interval.");
            if (!(sorted[0] > 0) || !(estimate > 0))
            {
                double error = t * ArrayStatistics.StandardDeviation(sorted.ToArray());
                return (estimate - error, estimate + error);
            }

            var logs = new double[sorted.Length];
            for (int i = 0; i < logs.Length; i++) logs[i] = Math.Log(sorted[i]);
            double factor = Math.Exp(t * ArrayStatistics.StandardDeviation(logs));
            return (estimate / factor, estimate * factor);
        };
    }

    /// <summary>
    /// The interval, with the Monte Carlo error of each end from leaving out one twentieth of the draws at a time (the delete-d jackknife, which holds for quantiles too: Shao and Wu 1989).
    /// </summary>
    /// <param name="draws">The values, in the order of the draws.</param>
    /// <param name="level">The confidence level.</param>
    /// <param name="form">Sorted values to ends.</param>
    /// <param name="withError">Whether the Monte Carlo errors are wanted, which take most of the time.</param>
    public static Interval Of(double[] draws, double level, Form form, bool withError = true)
    {
        int n = draws.Length;
        var sorted = (double[])draws.Clone();
        if (!withError || n < 2 * Parts)
        {
            Array.Sort(sorted);
            (double low, double high) = form(sorted);
            return new Interval(low, high, level);
        }

        var part = new int[n];
        for (int i = 0; i < n; i++) part[i] = i % Parts;
        Array.Sort(sorted, part);
        (double lower, double upper) = form(sorted);
        var kept = new double[n];
        var lowers = new double[Parts];
        var uppers = new double[Parts];
        for (int p = 0; p < Parts; p++)
        {
            int count = 0;
            for (int i = 0; i < n; i++)
            {
                kept[count] = sorted[i];
                count += part[i] != p ? 1 : 0;
            }

            (lowers[p], uppers[p]) = form(kept.AsSpan(0, count));
        }

        return new Interval(lower, upper, level) { LowerMonteCarloError = Error(lowers), UpperMonteCarloError = Error(uppers) };
    }

    /// <summary>(Σ over strata of Σ u³/n³) / (6 (Σ Σ u²/n²)^(3/2)) with u = (n - 1)(mean - value left out): Efron and Tibshirani 1993, equation 14.15, for several samples as SciPy has it.</summary>
    /// <param name="strata">For each group of runs the quantity with each left out.</param>
    public static double Acceleration(IEnumerable<double[]> strata)
    {
        double cubes = 0;
        double squares = 0;
        foreach (double[] values in strata)
        {
            double mean = values.Average();
            double n = values.Length;
            foreach (double value in values)
            {
                double u = (n - 1) * (mean - value) / n;
                squares += u * u;
                cubes += u * u * u;
            }
        }

        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
    }

    private static double? Error(double[] ends)
    {
        double mean = ends.Average();
        double sum = ends.Sum(e => (e - mean) * (e - mean));
        return double.IsFinite(sum) ? Math.Sqrt((Parts - 1.0) / Parts * sum) : null;
    }

    private static (double Lower, double Upper) Quantiles(ReadOnlySpan<double> sorted, double low, double high) => (Interval.Quantile(sorted, low), Interval.Quantile(sorted, high));
}
