using ScalingFit.Numerics;

namespace ScalingFit.Uncertainty.Refits;

/// <summary>
/// The wild cluster bootstrap (Cameron, Gelbach and Miller 2008): every run keeps its own residuals, all of them multiplied by one random sign, or, where clusters are few and signs would soon repeat, by one
/// of Webb's six weights (Webb 2014). Scatter may differ from run to run, and rows of a run may depend on each other.
/// </summary>
internal sealed class WildScheme(LawFit fit, Clusters clusters) : NoiseScheme(new NoiseModel(fit, clusters))
{
    /// <summary>Below so many clusters there are fewer patterns of signs than replicates.</summary>
    private const int Few = 13;

    /// <summary>
    /// Near its corner an absolute value feels the density of the noise at zero, which goes with the mean of 1/|w| (Feng, He and Hu 2011): 1 for signs and this for Webb's weights, which are widened by it.
    /// </summary>
    private static readonly double MeanInverse = (Math.Sqrt(2.0 / 3) + 1 + Math.Sqrt(2)) / 3;

    private static readonly double[] Webb = [-Math.Sqrt(1.5), -1, -Math.Sqrt(0.5), Math.Sqrt(0.5), 1, Math.Sqrt(1.5)];

    private readonly double _widen = fit.IsNearlyAbsolute() ? MeanInverse : 1;

    protected override void Draw(RandomStream random, double[] noise)
    {
        bool few = clusters.Count < Few;
        var factors = new double[clusters.Count];
        for (int c = 0; c < factors.Length; c++) factors[c] = few ? _widen * Webb[random.Below(Webb.Length)] : random.Below(2) == 0 ? -1 : 1;
        for (int i = 0; i < noise.Length; i++) noise[i] = factors[clusters.OfRow[i]] * Model.Adjusted[i];
    }
}
