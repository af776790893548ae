namespace ScalingFit.Decisions.Allocations;

/// <summary>
/// The best ratio of data to size along a line of the plane, be it one of equal cost or of equal loss: both are crossed once by each ray D = rN, so that ln r is a coordinate without singular ends. On either line the optimum is where
/// the slopes of the loss are as the elasticities of the cost, ∂L/∂ln N : ∂L/∂ln D = ∂ln C/∂ln N : ∂ln C/∂ln D.
/// </summary>
/// <param name="place">N at a ratio's logarithm; not a number where the line does not cross that ray.</param>
/// <param name="objective">What is to be lowest, of N and D.</param>
/// <param name="slope">Above zero where it rises with the ratio, of N and D.</param>
/// <param name="isSmooth">Whether slopes are differences, which blur kinks, so that values must bear them out.</param>
internal sealed class RatioSearch(Func<double, double> place, Func<double, double, double> objective, Func<double, double, double> slope, bool isSmooth)
{
    /// <summary>How far around a minimum by values its slope is looked for: values show it to half their digits.</summary>
    private const double Near = 1e-3;

    /// <summary>A value lower by less is one of rounding.</summary>
    private const double Lower = 1e-12;

    /// <summary>ln r of the optimum; null where the objective falls towards an end that is no corner.</summary>
    /// <param name="low">The smallest ln r looked at.</param>
    /// <param name="high">The largest.</param>
    /// <param name="perDecade">How many ratios are looked at a decade.</param>
    /// <param name="hasCorner">Whether the largest is where a cap binds, and so may be the optimum.</param>
    public double? Find(double low, double high, int perDecade, bool hasCorner)
    {
        int count = Math.Max(8, (int)(perDecade * (high - low) / Math.Log(10)));
        double At(int k) => k == count ? high : low + ((high - low) * k / count);
        int best = -1;
        double lowest = double.PositiveInfinity;
        for (int k = 0; k <= count; k++)
        {
            double value = Value(At(k));
            if (!(value < lowest)) continue;
            lowest = value;
            best = k;
        }

        if (best <= 0) return null;
        if (best == count && !hasCorner) return null;
        if (best == count && !(Slope(high) > 0)) return high;
        return Inside(At(best - 1), At(Math.Min(count, best + 1)));
    }

    private double Inside(double from, double to)
    {
        bool isBracket = Slope(from) <= 0 && Slope(to) > 0;
        if (isBracket && !isSmooth) return Roots.Between(Slope, from, to);
        double byValue = Roots.Lowest(Value, from, to);
        double bySlope = isBracket ? Roots.Between(Slope, from, to)
            : Slope(byValue - Near) <= 0 && Slope(byValue + Near) > 0 ? Roots.Between(Slope, byValue - Near, byValue + Near)
            : byValue;
        double least = Value(byValue);
        return least < Value(bySlope) - (Lower * Math.Abs(least)) ? byValue : bySlope;
    }

    private double Value(double logRatio)
    {
        double parameters = place(logRatio);
        double value = parameters > 0 ? objective(parameters, Math.Exp(logRatio) * parameters) : double.PositiveInfinity;
        return double.IsNaN(value) ? double.PositiveInfinity : value;
    }

    private double Slope(double logRatio)
    {
        double parameters = place(logRatio);
        return parameters > 0 ? slope(parameters, Math.Exp(logRatio) * parameters) : double.NaN;
    }
}
