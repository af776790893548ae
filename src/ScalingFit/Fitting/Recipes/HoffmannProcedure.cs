using ScalingFit.Numerics.Minimisers;

namespace ScalingFit.Fitting.Recipes;

/// <summary>Hoffmann et al. 2022, appendix D.2: α and β from 0 to 2, ln E from -1 to 1, in steps of a half; ln A and ln B from 0 to 25 in fives.</summary>
internal sealed class HoffmannProcedure(bool isMean) : LbfgsProcedure
{
    private static readonly double[] Exponents = [0, 0.5, 1, 1.5, 2];
    private static readonly double[] Floors = [-1, -0.5, 0, 0.5, 1];
    private static readonly double[] Amplitudes = [0, 5, 10, 15, 20, 25];

    public static IReadOnlyList<double[]> Grid { get; } =
    [
        .. from a in Amplitudes
           from b in Amplitudes
           from e in Floors
           from alpha in Exponents
           from beta in Exponents
           select new[] { e, a, alpha, b, beta },
    ];

    protected override IReadOnlyList<double[]> Starts => Grid;

    protected override QuasiNewtonStop StopFor(int runs) => QuasiNewtonStop.SciPyLbfgs with { Factor = isMean ? 1.0 / runs : 1 };
}
