using MathNet.Numerics;

namespace ScalingFit.Decisions;

/// <summary>The power law through optima: ordinary least squares in logarithms, all budgets alike.</summary>
internal static class BudgetLine
{
    public static BudgetLaw? Through(double[] logFlops, double[] logSizes)
    {
        if (logFlops.Length < 2) return null;

        // Centred, since ln C is some forty of which budgets span ten.
        double middle = logFlops.Average();
        double level = logSizes.Average();
        (double intercept, double slope) = Fit.Line(Array.ConvertAll(logFlops, x => x - middle), Array.ConvertAll(logSizes, y => y - level));
        double left = 0;
        double all = 0;
        for (int i = 0; i < logFlops.Length; i++)
        {
            double deviation = logSizes[i] - level;
            double residual = deviation - intercept - (slope * (logFlops[i] - middle));
            left += residual * residual;
            all += deviation * deviation;
        }

        return new BudgetLaw { Exponent = slope, Coefficient = Math.Exp(level + intercept - (slope * middle)), RSquared = all > 0 ? 1 - (left / all) : 1, Count = logFlops.Length };
    }
}
