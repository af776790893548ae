using System.Runtime.CompilerServices;

namespace ScalingFit.Numerics.Engines;

/// <summary>
/// The objective at a point with its gradient, its exact Hessian and the Hessian of its quadratic majoriser (the
/// iteratively reweighted least squares matrix). Matrices are full and row by row.
/// </summary>
internal sealed class Derivatives(int parameters)
{
    public int Count { get; } = parameters;

    public double Value { get; set; }

    public double[] Gradient { get; } = new double[parameters];

    public double[] Hessian { get; } = new double[parameters * parameters];

    public double[] Majoriser { get; } = new double[parameters * parameters];

    public void Clear(bool withMajoriser = true)
    {
        Value = 0;
        Array.Clear(Gradient);
        Array.Clear(Hessian);
        if (withMajoriser) Array.Clear(Majoriser);
    }

    /// <summary>Copies the lower triangles, the only ones the kernels fill, to the upper.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Mirror()
    {
        for (int m = 0; m < Count; m++)
        {
            for (int n = 0; n < m; n++)
            {
                Hessian[(n * Count) + m] = Hessian[(m * Count) + n];
                Majoriser[(n * Count) + m] = Majoriser[(m * Count) + n];
            }
        }
    }
}
