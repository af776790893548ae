using ScalingFit.Numerics;

namespace ScalingFit.Decisions.Mixtures;

/// <summary>Mixtures drawn from a Dirichlet distribution, as gamma numbers divided by their sum.</summary>
internal static class DirichletDraws
{
    /// <param name="stream">The random numbers.</param>
    /// <param name="concentrations">One a domain, positive.</param>
    /// <param name="shares">Receives a mixture.</param>
    public static void Draw(ref RandomStream stream, ReadOnlySpan<double> concentrations, Span<double> shares)
    {
        // Logarithms, for a small concentration makes numbers below the smallest that there is.
        double largest = double.NegativeInfinity;
        for (int j = 0; j < shares.Length; j++)
        {
            shares[j] = LogGamma(ref stream, concentrations[j]);
            largest = Math.Max(largest, shares[j]);
        }

        double sum = 0;
        for (int j = 0; j < shares.Length; j++) sum += shares[j] = Math.Exp(shares[j] - largest);
        for (int j = 0; j < shares.Length; j++) shares[j] /= sum;
    }

    /// <summary>The logarithm of a gamma number (Marsaglia and Tsang 2000); of shape below 1 that of shape one higher, times u^(1/shape).</summary>
    private static double LogGamma(ref RandomStream stream, double shape)
    {
        if (shape.Equals(1)) return Math.Log(-Math.Log(1 - stream.NextDouble()));
        double boost = 0;
        if (shape < 1)
        {
            boost = Math.Log(1 - stream.NextDouble()) / shape;
            shape += 1;
        }

        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = stream.NextNormal();
            double v = 1 + (c * x);
            if (v <= 0) continue;
            v = v * v * v;
            if (Math.Log(1 - stream.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v))) return Math.Log(d * v) + boost;
        }
    }
}
