using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Fused = System.Runtime.Intrinsics.X86.Fma;

namespace ScalingFit.Numerics.Vectors;

/// <summary>Four doubles in an AVX2 register.</summary>
internal readonly unsafe struct V256(Vector256<double> value) : IVec<V256>
{
    private readonly Vector256<double> _v = value;

    public static bool IsSupported => Avx2.IsSupported && Fused.IsSupported;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 Load(double* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 All(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 operator +(V256 a, V256 b) => new(a._v + b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 operator -(V256 a, V256 b) => new(a._v - b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 operator *(V256 a, V256 b) => new(a._v * b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 operator /(V256 a, V256 b) => new(a._v / b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 Fma(V256 a, V256 b, V256 c) => new(Fused.MultiplyAdd(a._v, b._v, c._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 Min(V256 a, V256 b) => new(Avx.Min(a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 Abs(V256 a) => new(Vector256.Abs(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 Sqrt(V256 a) => new(Avx.Sqrt(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 CopySign(V256 magnitude, V256 sign) => new(Vector256.CopySign(magnitude._v, sign._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 WhereLessOrEqual(V256 a, V256 b, V256 yes, V256 no) =>
        new(Vector256.ConditionalSelect(Vector256.LessThanOrEqual(a._v, b._v), yes._v, no._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 Exp(V256 a)
    {
        Vector256<double> x = Avx.Max(Vector256.Create(ExpLog.ExpUnderflow), Avx.Min(Vector256.Create(ExpLog.ExpOverflow), a._v));

        Vector256<double> shifted = Fused.MultiplyAdd(x, Vector256.Create(ExpLog.InverseLn2), Vector256.Create(6755399441055744.0));
        Vector256<double> k = shifted - Vector256.Create(6755399441055744.0);
        Vector256<double> r = Fused.MultiplyAddNegated(k, Vector256.Create(ExpLog.Ln2High), x);
        r = Fused.MultiplyAddNegated(k, Vector256.Create(ExpLog.Ln2Low), r);

        Vector256<double> r2 = r * r;
        Vector256<double> r4 = r2 * r2;
        Vector256<double> p01 = Fused.MultiplyAdd(Vector256.Create(ExpLog.E1), r, Vector256.Create(ExpLog.E0));
        Vector256<double> p23 = Fused.MultiplyAdd(Vector256.Create(ExpLog.E3), r, Vector256.Create(ExpLog.E2));
        Vector256<double> p45 = Fused.MultiplyAdd(Vector256.Create(ExpLog.E5), r, Vector256.Create(ExpLog.E4));
        Vector256<double> p67 = Fused.MultiplyAdd(Vector256.Create(ExpLog.E7), r, Vector256.Create(ExpLog.E6));
        Vector256<double> p89 = Fused.MultiplyAdd(Vector256.Create(ExpLog.E9), r, Vector256.Create(ExpLog.E8));
        Vector256<double> p03 = Fused.MultiplyAdd(p23, r2, p01);
        Vector256<double> p47 = Fused.MultiplyAdd(p67, r2, p45);
        Vector256<double> q = Fused.MultiplyAdd(Fused.MultiplyAdd(p89, r4, p47), r4, p03);
        Vector256<double> y = Vector256.Create(1.0) + Fused.MultiplyAdd(q, r2, r);

        // 2^k in two halves: k may be 1024, whose power is not a double though the product is.
        Vector256<long> n = shifted.AsInt64() - Vector256.Create(6755399441055744.0).AsInt64();
        Vector256<long> half = Vector256.ShiftRightLogical(n + Vector256.Create(4096L), 1) - Vector256.Create(2048L);
        Vector256<double> first = Vector256.ShiftLeft(half + Vector256.Create(1023L), 52).AsDouble();
        Vector256<double> second = Vector256.ShiftLeft(n - half + Vector256.Create(1023L), 52).AsDouble();
        y = y * first * second;

        Vector256<double> overflow = Vector256.GreaterThan(a._v, Vector256.Create(ExpLog.ExpOverflow));
        y = Vector256.ConditionalSelect(overflow, Vector256.Create(double.PositiveInfinity), y);
        Vector256<double> underflow = Vector256.LessThan(a._v, Vector256.Create(ExpLog.ExpUnderflow));
        return new(Vector256.ConditionalSelect(underflow, Vector256<double>.Zero, y));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 Log(V256 a)
    {
        Vector256<long> bits = a._v.AsInt64();
        Vector256<long> t = bits - Vector256.Create(ExpLog.LogOffset);
        Vector256<double> z = (bits - (t & Vector256.Create(ExpLog.ExponentMask))).AsDouble();

        // AVX2 has neither an arithmetic 64-bit shift nor a conversion from 64-bit integers: bias k to be positive, paste it
        // under the exponent of 2^52 and subtract.
        Vector256<long> biased = Vector256.ShiftRightLogical(t + Vector256.Create(0x40000000_00000000), 52);
        Vector256<double> k = (biased | Vector256.Create(0x43300000_00000000)).AsDouble() - Vector256.Create(4503599627371520.0);
        Vector256<long> bin = Vector256.ShiftRightLogical(t, 47) & Vector256.Create(0x1EL);

        Vector256<double> c, logC;
        fixed (double* table = &MemoryMarshal.GetReference(ExpLog.LogTable))
        {
            c = Avx2.GatherVector256(table, bin, 8);
            logC = Avx2.GatherVector256(table + 1, bin, 8);
        }

        Vector256<double> r = Fused.MultiplyAdd(z, c, Vector256.Create(-1.0));
        Vector256<double> r2 = r * r;
        Vector256<double> p01 = Fused.MultiplyAdd(Vector256.Create(ExpLog.L1), r, Vector256.Create(ExpLog.L0));
        Vector256<double> p23 = Fused.MultiplyAdd(Vector256.Create(ExpLog.L3), r, Vector256.Create(ExpLog.L2));
        Vector256<double> p45 = Fused.MultiplyAdd(Vector256.Create(ExpLog.L5), r, Vector256.Create(ExpLog.L4));
        p45 = Fused.MultiplyAdd(Vector256.Create(ExpLog.L6), r2, p45);
        Vector256<double> p = Fused.MultiplyAdd(Fused.MultiplyAdd(p45, r2, p23), r2, p01);

        Vector256<double> head = Fused.MultiplyAdd(k, Vector256.Create(ExpLog.Ln2High), logC);
        Vector256<double> tail = Fused.MultiplyAdd(r, p, Vector256.Create(-0.5));
        tail = Fused.MultiplyAdd(tail, r2, k * Vector256.Create(ExpLog.Ln2Low));
        Vector256<double> result = head + (r + tail);

        // NaN for NaN and negatives, -∞ for 0, +∞ for +∞.
        Vector256<double> ordinary = Vector256.GreaterThan(a._v, Vector256<double>.Zero) & Vector256.LessThan(a._v, Vector256.Create(double.PositiveInfinity));
        Vector256<double> zero = Vector256.Equals(a._v, Vector256<double>.Zero);
        Vector256<double> infinite = Vector256.Equals(a._v, Vector256.Create(double.PositiveInfinity));
        Vector256<double> special = Vector256.ConditionalSelect(zero, Vector256.Create(double.NegativeInfinity), Vector256.Create(double.NaN));
        special = Vector256.ConditionalSelect(infinite, a._v, special);
        return new(Vector256.ConditionalSelect(ordinary, result, special));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V256 Reciprocal(V256 x) => new(Vector256.Create(1.0) / x._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sums(V256 a, V256 b, V256 c, V256 d, double* into) => Sums(a._v, b._v, c._v, d._v).Store(into);

    /// <summary>The four sums over lanes, as one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> Sums(Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d)
    {
        Vector256<double> ab = Avx.HorizontalAdd(a, b);
        Vector256<double> cd = Avx.HorizontalAdd(c, d);
        return Avx.Permute2x128(ab, cd, 0x20) + Avx.Permute2x128(ab, cd, 0x31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(V256 a)
    {
        Vector128<double> half = a._v.GetLower() + a._v.GetUpper();
        return half.GetElement(0) + half.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* target) => _v.Store(target);
}
