using MathNet.Numerics.RootFinding;

namespace ScalingFit.Decisions;

/// <summary>The smallest budget whose best loss is as low as asked, for any law of size and data: the best loss falls as the budget grows, so there is one root over ln C.</summary>
internal static class SearchedBudget
{
    /// <summary>In C: a decade of budgets a step, which is a few per cent of the reducible loss and costs few steps.</summary>
    private const double Step = 10;

    private const double Largest = 1e60;

    /// <summary>In ln C, and in ln of the loss over the one asked for.</summary>
    private const double Accuracy = 1e-14;

    /// <summary>The budget; infinite where the largest one looked at does not reach the loss.</summary>
    /// <param name="law">The law.</param>
    /// <param name="loss">The loss to reach.</param>
    /// <param name="start">The budget to start from, near the answer if possible.</param>
    /// <exception cref="InvalidOperationException">The law has no best allocation at a budget on the way.</exception>
    public static double Reaching(FittedLaw law, double loss, double start)
    {
        double Above(double logFlops) => Math.Log(law.Allocate(Math.Exp(logFlops)).Loss / loss);
        double logStep = Math.Log(Step);
        double from = Math.Log(start);
        double above = Above(from);
        if (above == 0) return start;
        double to = from;
        if (above > 0)
        {
            do
            {
                from = to;
                to += logStep;
                if (to > Math.Log(Largest)) return double.PositiveInfinity;
            }
            while (Above(to) > 0);
        }
        else
        {
            // Down to budgets of a few FLOPs, where Allocate finds no best one and says so.
            do
            {
                to = from;
                from -= logStep;
            }
            while (Above(from) < 0);
        }

        return Brent.TryFindRoot(Above, from, to, Accuracy, maxIterations: 200, out double root)
            ? Math.Exp(root)
            : throw new InvalidOperationException($"The search along the budgets for a loss did not end. {law}");
    }
}
