using MathNet.Numerics.RootFinding;

namespace ScalingFit.Decisions.Allocations;

/// <summary>The optimum of any law of size and data under C = κND, found along that line: where the derivative of the loss by ln N is zero, or at a corner.</summary>
internal static class SearchedOptimum
{
    private const int PointsPerDecade = 12;

    /// <summary>
    /// Step in ln N of a difference of sixth order. Its own error is of the order of (step × exponent)^6, some 1e-14 for exponents below 1; rounding adds as much.
    /// </summary>
    private const double Step = 0.05;

    private const double Accuracy = 1e-13;

    /// <summary>By what share of the loss a corner must lie below the smooth minimum to be taken for one.</summary>
    private const double Corner = 1e-11;

    /// <summary>The allocation of lowest loss; null where the loss falls towards an end of the line.</summary>
    /// <exception cref="NotSupportedException">The law depends on other variables than size, data and compute.</exception>
    public static Allocation? Find(FittedLaw law, double flops)
    {
        double product = flops / law.Conventions.ComputeRule.FlopsPerParameterToken;
        double high = Math.Log(product);
        int count = Math.Max(8, (int)(PointsPerDecade * high / Math.Log(10)));
        double Loss(double logSize) => law.Predict(Math.Exp(logSize), product / Math.Exp(logSize));

        int best = -1;
        double lowest = double.PositiveInfinity;
        for (int k = 0; k <= count; k++)
        {
            double loss = Loss(high * k / count);
            if (!(loss < lowest)) continue;
            lowest = loss;
            best = k;
        }

        if (best <= 0 || best == count) return null;
        double Slope(double x) =>
            ((45 * (Loss(x + Step) - Loss(x - Step))) - (9 * (Loss(x + (2 * Step)) - Loss(x - (2 * Step)))) + Loss(x + (3 * Step)) - Loss(x - (3 * Step))) / (60 * Step);
        double from = high * (best - 1) / count;
        double to = high * (best + 1) / count;
        bool isSmooth = Brent.TryFindRoot(Slope, from, to, Accuracy, maxIterations: 200, out double logSize);

        // Where terms take over from each other, as by max, the lowest loss may be a corner, which the difference rounds off.
        double corner = Lowest(Loss, from, to);
        if (!isSmooth && !(Loss(corner) < Math.Min(Loss(from), Loss(to)))) return null;
        if (!isSmooth || Loss(corner) < Loss(logSize) - (Corner * Math.Abs(Loss(logSize)))) logSize = corner;
        double parameters = Math.Exp(logSize);
        return new Allocation { Flops = flops, Parameters = parameters, Tokens = product / parameters, Loss = Loss(logSize) };
    }

    /// <summary>The golden section: the place of the lowest value, as near as values differ.</summary>
    private static double Lowest(Func<double, double> function, double from, double to)
    {
        double ratio = (Math.Sqrt(5) - 1) / 2;
        double left = to - (ratio * (to - from));
        double right = from + (ratio * (to - from));
        double atLeft = function(left);
        double atRight = function(right);
        while (to - from > Accuracy * Math.Abs(to))
        {
            if (atLeft < atRight)
            {
                (to, right, atRight) = (right, left, atLeft);
                left = to - (ratio * (to - from));
                atLeft = function(left);
            }
            else
            {
                (from, left, atLeft) = (left, right, atRight);
                right = from + (ratio * (to - from));
                atRight = function(right);
            }
        }

        return 0.5 * (from + to);
    }
}
