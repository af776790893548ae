namespace ScalingFit.Diagnostics;

/// <summary>How many values a column has that a law could tell apart.</summary>
internal static class DistinctValues
{
    /// <summary>Two values within this, relatively, are one: a term with an exponent of a third differs by less than 1 % between them.</summary>
    private const double Same = 0.02;

    public static int Count(double[] column)
    {
        double[] sorted = [.. column.Order()];
        int count = 1;
        double last = sorted[0];
        foreach (double value in sorted)
        {
            if (value - last <= Same * last) continue;
            last = value;
            count++;
        }

        return count;
    }
}
