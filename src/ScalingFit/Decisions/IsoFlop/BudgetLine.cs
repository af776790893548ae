namespace ScalingFit.Decisions;

/// <summary>The power law through optima: least squares in logarithms, all budgets alike unless they have weights.</summary>
internal static class BudgetLine
{
    public static BudgetLaw? Through(double[] logFlops, double[] logSizes, double[]? weights = null)
    {
        if (logFlops.Length < 2) return null;
        double Weight(int i) => weights is null ? 1 : weights[i];

        // Centred, since ln C is some forty of which budgets span ten.
        double total = 0;
        double middle = 0;
        double level = 0;
        for (int i = 0; i < logFlops.Length; i++)
        {
            total += Weight(i);
            middle += Weight(i) * logFlops[i];
            level += Weight(i) * logSizes[i];
        }

        middle /= total;
        level /= total;
        double across = 0;
        double together = 0;
        double all = 0;
        for (int i = 0; i < logFlops.Length; i++)
        {
            double x = logFlops[i] - middle;
            double y = logSizes[i] - level;
            across += Weight(i) * x * x;
            together += Weight(i) * x * y;
            all += Weight(i) * y * y;
        }

        double slope = together / across;
        double left = 0;
        for (int i = 0; i < logFlops.Length; i++)
        {
            double residual = logSizes[i] - level - (slope * (logFlops[i] - middle));
            left += Weight(i) * residual * residual;
        }

        return new BudgetLaw { Exponent = slope, Coefficient = Math.Exp(level - (slope * middle)), RSquared = all > 0 ? 1 - (left / all) : 1, Count = logFlops.Length };
    }
}
