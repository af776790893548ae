using System.Runtime.CompilerServices;
using ScalingFit.Numerics;

namespace ScalingFit.Uncertainty.Refits;

/// <summary>
/// The bootstrap of cases (Efron 1979): as many clusters as there are, with replacement. A run counts as often as its cluster came up, each time with its own weight.
/// </summary>
internal sealed class CaseScheme : WeightScheme
{
    private readonly int[][][] _strata;
    private readonly int[] _rows;
    private readonly double[] _own;

    public CaseScheme(LawFit fit, Clusters clusters)
        : base(fit)
    {
        _strata = [.. clusters.Strata.Select(s => Array.ConvertAll(s, c => clusters.Members[c]))];
        _rows = fit.Problem.RowOfRun;
        _own = fit.Problem.RunWeights;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Draw(RandomStream random, double[] weights)
    {
        int[] rows = _rows;
        double[] own = _own;
        Array.Clear(weights);
        foreach (int[][] clusters in _strata)
        {
            for (int c = 0; c < clusters.Length; c++)
            {
                foreach (int run in clusters[random.Below(clusters.Length)]) weights[rows[run]] += own[run];
            }
        }
    }
}
