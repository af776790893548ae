namespace ScalingFit.Decisions;

/// <summary>
/// By how much the vertex of a parabola misses the bottom of the valley of L = E + A/N^α + B/D^β at equal compute. With x = ln N - ln N* the losses are a constant plus a multiple of y(x) = β e^(-αx) + α e^(βx), so that
/// the miss depends on α, β and the sizes alone. On sizes symmetric about the best it is -q₁/(2q₂) with q₁ = Σxy/Σx² and q₂ = (nΣx²y - Σx²Σy)/(nΣx⁴ - (Σx²)²); on others the normal equations have all three
/// unknowns.
/// </summary>
internal static class VertexShift
{
    /// <summary>Two sizes alone have this determinant zero but for rounding.</summary>
    private const double Negligible = 1e-10;

    /// <summary>The vertex, which is the shift of ln N*; null where the parabola has no minimum or is not determined.</summary>
    public static double? Of(double[] x, double[] weights, double alpha, double beta)
    {
        double s0 = weights.Sum();
        double middle = x.Zip(weights, (a, w) => w * a).Sum() / s0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double t0 = 0;
        double t1 = 0;
        double t2 = 0;
        for (int i = 0; i < x.Length; i++)
        {
            // About their mean Σx is zero. What y is at the optimum itself moves no vertex and would cost digits.
            double u = x[i] - middle;
            double y = weights[i] * ((beta * Expm1(-alpha * x[i])) + (alpha * Expm1(beta * x[i])));
            s2 += weights[i] * u * u;
            s3 += weights[i] * u * u * u;
            s4 += weights[i] * u * u * u * u;
            t0 += y;
            t1 += u * y;
            t2 += u * u * y;
        }

        double determinant = s4 - (s2 * s2 / s0) - (s3 * s3 / s2);
        if (!(determinant > Negligible * s4)) return null;
        double q2 = (t2 - (s2 * t0 / s0) - (s3 * t1 / s2)) / determinant;
        double q1 = (t1 - (s3 * q2)) / s2;
        return q2 > 0 ? middle - (q1 / (2 * q2)) : null;
    }

    /// <summary>e^x - 1 without loss of digits near 0: 2 e^(x/2) sinh(x/2).</summary>
    private static double Expm1(double x) => 2 * Math.Exp(0.5 * x) * Math.Sinh(0.5 * x);
}
