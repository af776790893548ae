using ScalingFit.Numerics;

namespace ScalingFit.Uncertainty.Refits;

/// <summary>
/// The bootstrap of residuals (Efron 1979): every run keeps its size and data and takes the residual of another. Supposes that runs scatter alike everywhere, and independently.
/// </summary>
internal sealed class ResidualScheme : NoiseScheme
{
    private readonly double[] _standard;

    public ResidualScheme(LawFit fit, Clusters clusters)
        : base(new NoiseModel(fit, clusters))
    {
        // Of every run, so that runs that are one row count as often as they are.
        _standard = [.. fit.Problem.RowOfRun.Select(row => Model.Adjusted[row] / Model.Deviation[row])];
    }

    protected override void Draw(RandomStream random, double[] noise)
    {
        for (int i = 0; i < noise.Length; i++) noise[i] = Model.Deviation[i] * _standard[random.Below(_standard.Length)];
    }
}
