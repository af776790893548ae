using MathNet.Numerics.RootFinding;

namespace ScalingFit.Decisions.Allocations;

/// <summary>The optimum of any law of size and data under C = κND, found along that line: where the derivative of the loss by ln N is zero, or at a corner.</summary>
internal static class SearchedOptimum
{
    private const int PointsPerDecade = 12;

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
        double from = high * (best - 1) / count;
        double to = high * (best + 1) / count;
        bool isSmooth = Brent.TryFindRoot(x => Roots.Slope(Loss, x), from, to, Accuracy, maxIterations: 200, out double logSize);

        // Where terms take over from each other, as by max, the lowest loss may be a corner, which the difference rounds off.
        double corner = Roots.Lowest(Loss, from, to);
        if (!isSmooth && !(Loss(corner) < Math.Min(Loss(from), Loss(to)))) return null;
        if (!isSmooth || Loss(corner) < Loss(logSize) - (Corner * Math.Abs(Loss(logSize)))) logSize = corner;
        double parameters = Math.Exp(logSize);
        return new Allocation { Flops = flops, Parameters = parameters, Tokens = product / parameters, Loss = Loss(logSize) };
    }
}
