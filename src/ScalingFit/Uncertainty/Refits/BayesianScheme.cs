using ScalingFit.Numerics;

namespace ScalingFit.Uncertainty.Refits;

/// <summary>
/// The Bayesian bootstrap (Rubin 1981): each cluster's weight is exponential, so that no run is ever left out altogether and no resample is degenerate.
/// </summary>
internal sealed class BayesianScheme(LawFit fit, Clusters clusters) : WeightScheme(fit)
{
    protected override void Draw(RandomStream random, double[] weights)
    {
        Array.Clear(weights);
        foreach (int[] stratum in clusters.Strata)
        {
            var factors = new double[stratum.Length];
            double sum = 0;
            for (int c = 0; c < factors.Length; c++)
            {
                factors[c] = -Math.Log(1 - random.NextDouble());
                sum += factors[c];
            }

            for (int c = 0; c < factors.Length; c++)
            {
                double factor = factors[c] * factors.Length / sum;
                foreach (int run in clusters.Members[stratum[c]]) weights[Fit.Problem.RowOfRun[run]] += factor * Fit.Problem.RunWeights[run];
            }
        }
    }
}
