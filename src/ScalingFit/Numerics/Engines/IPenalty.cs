using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Engines;

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
        return limit * V.Reciprocal(size + (limit - V.Min(size, limit)));
    }
}

/// <summary>Huber's function with a slope of tδ added, and a constant that keeps it from falling below zero.</summary>
internal readonly struct TiltedHuberPenalty<V>(double delta, double tilt) : IPenalty<V>
    where V : struct, IVec<V>
{
    private readonly HuberPenalty<V> _huber = new(delta);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Charge(V r) => V.Fma(V.All(tilt * delta), r, _huber.Charge(r) + V.All(0.5 * tilt * tilt * delta * delta));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V r) => _huber.Slope(r) + V.All(tilt * delta);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Curvature(V r) => _huber.Curvature(r);

    // The added line has no curvature: the parabola that touches Huber's function, with the line added, touches the sum.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Weight(V r) => _huber.Weight(r);
}

internal readonly struct AbsolutePenalty<V>(double tilt) : IPenalty<V>
    where V : struct, IVec<V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Charge(V r) => V.Fma(V.All(tilt), r, V.Abs(r));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V r) => V.CopySign(V.All(1), r) + V.All(tilt);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Curvature(V r) => V.All(0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Weight(V r) => V.All(0);
}

internal readonly struct SoftL1Penalty<V>(double delta) : IPenalty<V>
    where V : struct, IVec<V>
{
    // r²/(1 + √(1 + r²/δ²)) is δ²(√(1 + r²/δ²) - 1) without the cancellation.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Charge(V r) => r * r / (V.All(1) + Root(r));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V r) => r / Root(r);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Curvature(V r)
    {
        V root = Root(r);
        return V.All(1) / (root * root * root);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Weight(V r) => V.All(1) / Root(r);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Root(V r)
    {
        V scaled = r * V.All(1 / delta);
        return V.Sqrt(V.Fma(scaled, scaled, V.All(1)));
    }
}

internal readonly struct StudentTPenalty<V>(double delta, double freedom) : IPenalty<V>
    where V : struct, IVec<V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Charge(V r)
    {
        // ln(1 + x) as x ln(u)/(u - 1) with u = 1 + x rounded (Kahan): small residuals are not lost beside the 1.
        V x = r * r * V.All(1 / (freedom * delta * delta));
        V u = V.All(1) + x;
        V d = u - V.All(1);
        V ratio = V.Log(u) / V.WhereLessOrEqual(d, V.All(0), V.All(1), d);
        return V.All(0.5 * (freedom + 1) * delta * delta) * x * V.WhereLessOrEqual(d, V.All(0), V.All(1), ratio);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V r) => r * Weight(r);

    // (ν + 1)(ν - r²/δ²)/(ν + r²/δ²)²: negative beyond √ν δ, where a residual pulls the less the larger it is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Curvature(V r)
    {
        V square = r * r * V.All(1 / (delta * delta));
        V sum = V.All(freedom) + square;
        return V.All(freedom + 1) * (V.All(freedom) - square) / (sum * sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Weight(V r) => V.All(freedom + 1) / V.Fma(r * r, V.All(1 / (delta * delta)), V.All(freedom));
}

internal readonly struct ExpectilePenalty<V>(double tau) : IPenalty<V>
    where V : struct, IVec<V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Charge(V r) => V.All(0.5) * Weight(r) * r * r;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V r) => Weight(r) * r;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Curvature(V r) => Weight(r);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Weight(V r) => V.WhereLessOrEqual(r, V.All(0), V.All(tau), V.All(1 - tau));
}
