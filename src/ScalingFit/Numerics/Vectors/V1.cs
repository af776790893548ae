using System.Runtime.CompilerServices;

namespace ScalingFit.Numerics.Vectors;

/// <summary>One double: for processors without AVX2 and FMA, with the runtime's own exp and log.</summary>
internal readonly unsafe struct V1(double value) : IVec<V1>
{
    private readonly double _v = value;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Load(double* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 All(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 operator +(V1 a, V1 b) => new(a._v + b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 operator -(V1 a, V1 b) => new(a._v - b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 operator *(V1 a, V1 b) => new(a._v * b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 operator /(V1 a, V1 b) => new(a._v / b._v);

    // Without the instruction a fused multiply-add is emulated, at some fifty times the cost of these two roundings.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Fma(V1 a, V1 b, V1 c) => new((a._v * b._v) + c._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Min(V1 a, V1 b) => new(a._v < b._v ? a._v : b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Abs(V1 a) => new(Math.Abs(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Sqrt(V1 a) => new(Math.Sqrt(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 CopySign(V1 magnitude, V1 sign) => new(Math.CopySign(magnitude._v, sign._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 WhereLessOrEqual(V1 a, V1 b, V1 yes, V1 no) => a._v <= b._v ? yes : no;

    public static V1 Exp(V1 a) => new(Math.Exp(a._v));

    public static V1 Log(V1 a) => new(Math.Log(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Reciprocal(V1 x) => new(1 / x._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(V1 a) => a._v;

    public static void Sums(V1 a, V1 b, V1 c, V1 d, double* into)
    {
        into[0] = a._v;
        into[1] = b._v;
        into[2] = c._v;
        into[3] = d._v;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* target) => *target = _v;
}
