using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics;

/// <summary>How a residual is charged, and which residual: ln ŷ - ln y or ŷ - y.</summary>
internal readonly record struct Penalty(PenaltyKind Kind, double Delta, bool OnLogarithm)
{
    /// <summary>What rounding in a residual amounts to: logarithms are taken and summed.</summary>
    private const double ResidualRounding = 4e-15;

    /// <summary>
    /// What rounding in the residuals makes of a sum of this size: each is off by <see cref="ResidualRounding"/>, and counts by the penalty's slope, whose sum over rows
    /// is at most √(2nF) for squares and nδ for Huber.
    /// </summary>
    public double RoundingError(int rows, double objective)
    {
        double slopes = Kind switch
        {
            PenaltyKind.Absolute => rows,
            PenaltyKind.Huber => Math.Min(rows * Delta, Math.Sqrt(2 * rows * objective)),
            _ => Math.Sqrt(2 * rows * objective),
        };
        return ResidualRounding * (slopes + (rows * ResidualRounding));
    }

    /// <summary>
    /// The least sum that a share of 1e-10 means anything of: where the data all but lie on the law the sum itself is rounding, and nothing is small relative to it.
    /// For squares that of residuals of 4e-9, for absolute values of 4e-5.
    /// </summary>
    public double Resolution(int rows)
    {
        const double small = 4e-9;
        return rows * Kind switch
        {
            PenaltyKind.Absolute => 1e4 * small,
            PenaltyKind.Huber => small <= Delta ? 0.5 * small * small : Delta * (small - (0.5 * Delta)),
            _ => 0.5 * small * small,
        };
    }
}

internal enum PenaltyKind
{
    /// <summary>r²/2.</summary>
    Squares,

    /// <summary>r²/2 up to delta, δ(|r| - δ/2) beyond.</summary>
    Huber,

    /// <summary>|r|.</summary>
    Absolute,
}

/// <summary>
/// A penalty as the kernels use it. Four small functions rather than one with several results: results handed out by
/// reference would have to live in memory, and the compiler shares what the four have in common anyway.
/// </summary>
internal interface IPenalty<V>
    where V : struct, IVec<V>
{
    V Charge(V r);

    /// <summary>ψ, the derivative of the charge.</summary>
    V Slope(V r);

    /// <summary>ψ'.</summary>
    V Curvature(V r);

    /// <summary>ψ/r, the curvature of the parabola that touches the penalty at r and lies above it everywhere.</summary>
    V Weight(V r);
}

internal readonly struct SquaresPenalty<V> : IPenalty<V>
    where V : struct, IVec<V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Charge(V r) => V.All(0.5) * r * r;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V r) => r;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Curvature(V r) => V.All(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Weight(V r) => V.All(1);
}

internal readonly struct HuberPenalty<V>(double delta) : IPenalty<V>
    where V : struct, IVec<V>
{
    // With m = min(|r|, δ) both branches of Huber's function are m (|r| - m/2).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Charge(V r)
    {
        V size = V.Abs(r);
        V inner = V.Min(size, V.All(delta));
        return inner * (size - (V.All(0.5) * inner));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V r) => V.CopySign(V.Min(V.Abs(r), V.All(delta)), r);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Curvature(V r) => V.WhereLessOrEqual(V.Abs(r), V.All(delta), V.All(1), V.All(0));

    // δ / max(|r|, δ), with the maximum written so that no lane divides by zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Weight(V r)
    {
        V size = V.Abs(r);
        V limit = V.All(delta);
        return limit / (size + (limit - V.Min(size, limit)));
    }
}

internal readonly struct AbsolutePenalty<V> : IPenalty<V>
    where V : struct, IVec<V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Charge(V r) => V.Abs(r);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V r) => V.CopySign(V.All(1), r);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Curvature(V r) => V.All(0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Weight(V r) => V.All(0);
}
