using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics;

/// <summary>How a residual is charged, and which residual: ln ŷ - ln y or ŷ - y.</summary>
internal readonly record struct Penalty(PenaltyKind Kind, double Delta, bool OnLogarithm)
{
    /// <summary>
    /// A rise of the sum so small that rounding in the residuals explains it: where the data lie on the law the sum is zero,
    /// and nothing can be small relative to it.
    /// </summary>
    public double RoundingFloor(int rows)
    {
        const double residual = 4e-15;
        return Kind switch
        {
            PenaltyKind.Absolute => rows * residual,
            _ => 0.5 * rows * residual * residual,
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

/// <summary>A penalty as the kernels use it: value, slope ψ, curvature ψ' and the majoriser's weight ψ/r.</summary>
internal interface IPenalty<V>
    where V : struct, IVec<V>
{
    V Charge(V r, out V slope, out V curvature, out V weight);
}

internal readonly struct SquaresPenalty<V> : IPenalty<V>
    where V : struct, IVec<V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Charge(V r, out V slope, out V curvature, out V weight)
    {
        slope = r;
        curvature = V.All(1);
        weight = curvature;
        return V.All(0.5) * r * r;
    }
}

internal readonly struct HuberPenalty<V>(double delta) : IPenalty<V>
    where V : struct, IVec<V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Charge(V r, out V slope, out V curvature, out V weight)
    {
        V limit = V.All(delta);
        V size = V.Abs(r);
        V inner = V.Min(size, limit);

        slope = V.CopySign(inner, r);
        curvature = V.WhereLessOrEqual(size, limit, V.All(1), V.All(0));

        // δ / max(|r|, δ), with the maximum written so that no lane divides by zero.
        weight = limit / (size + (limit - inner));

        // With m = min(|r|, δ) both branches of Huber's function are m (|r| - m/2).
        return inner * (size - (V.All(0.5) * inner));
    }
}

internal readonly struct AbsolutePenalty<V> : IPenalty<V>
    where V : struct, IVec<V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Charge(V r, out V slope, out V curvature, out V weight)
    {
        slope = V.CopySign(V.All(1), r);
        curvature = V.All(0);
        weight = curvature;
        return V.Abs(r);
    }
}
