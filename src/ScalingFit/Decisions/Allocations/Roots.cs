namespace ScalingFit.Decisions.Allocations;

/// <summary>Roots, minima and slopes of functions of one variable, as allocations need them: safe at kinks and jumps, and to the last digits elsewhere.</summary>
internal static class Roots
{
    /// <summary>
    /// Step of a difference of sixth order. Its own error is of the order of (step × exponent)^6, some 1e-14 for exponents below 1; rounding adds as much.
    /// </summary>
    private const double Step = 0.05;

    /// <summary>Halvings that take any bracket of logarithms to the spacing of numbers.</summary>
    private const int MostSteps = 200;

    private static readonly double Golden = (Math.Sqrt(5) - 1) / 2;

    /// <summary>Where a function that is positive at one end and not at the other changes its sign: by bisection, with inverse quadratic steps where they are safe (Chandrupatla 1997, Advances in Engineering Software 28).</summary>
    public static double Between(Func<double, double> function, double from, double to)
    {
        (double a, double fa) = (to, function(to));
        (double b, double fb) = (from, function(from));
        (double c, double fc) = (a, fa);
        double t = 0.5;
        for (int k = 0; k < MostSteps; k++)
        {
            double x = a + (t * (b - a));
            double fx = function(x);
            (c, fc) = (a, fa);
            if (fx > 0 != fa > 0)
            {
                (c, fc) = (b, fb);
                (b, fb) = (a, fa);
            }

            (a, fa) = (x, fx);
            double best = Math.Abs(fa) < Math.Abs(fb) ? a : b;
            double nearest = Math.Abs(fa) < Math.Abs(fb) ? fa : fb;
            double spacing = Math.Max(Math.BitIncrement(Math.Abs(best)) - Math.Abs(best), double.Epsilon);
            double limit = spacing / Math.Abs(b - c);
            if (nearest == 0 || limit >= 0.5 || !double.IsFinite(limit)) return best;

            // The three points lie on a curve that an inverse quadratic may follow.
            double xi = (a - b) / (c - b);
            double phi = (fa - fb) / (fc - fb);
            bool isSafe = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
            t = isSafe ? (fa / (fb - fa) * fc / (fb - fc)) + ((c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)) : 0.5;
            t = double.IsFinite(t) ? Math.Clamp(t, limit, 1 - limit) : 0.5;
        }

        return Math.Abs(fa) < Math.Abs(fb) ? a : b;
    }

    /// <summary>Where a function of one minimum has it, to half the digits: golden section.</summary>
    public static double Lowest(Func<double, double> function, double from, double to)
    {
        double left = to - (Golden * (to - from));
        double right = from + (Golden * (to - from));
        double atLeft = function(left);
        double atRight = function(right);
        for (int k = 0; k < 80; k++)
        {
            if (atLeft <= atRight)
            {
                (to, right, atRight) = (right, left, atLeft);
                left = to - (Golden * (to - from));
                atLeft = function(left);
            }
            else
            {
                (from, left, atLeft) = (left, right, atRight);
                right = from + (Golden * (to - from));
                atRight = function(right);
            }
        }

        return atLeft <= atRight ? left : right;
    }

    /// <summary>The derivative of a smooth function, by differences of sixth order.</summary>
    public static double Slope(Func<double, double> function, double at, double step = Step) =>
        ((45 * (function(at + step) - function(at - step))) - (9 * (function(at + (2 * step)) - function(at - (2 * step)))) + function(at + (3 * step)) - function(at - (3 * step))) / (60 * step);
}
