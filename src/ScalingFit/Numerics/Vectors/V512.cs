using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ScalingFit.Numerics.Vectors;

/// <summary>Eight doubles in an AVX-512 register.</summary>
internal readonly unsafe struct V512(Vector512<double> value) : IVec<V512>
{
    private readonly Vector512<double> _v = value;

    public static bool IsSupported => Avx512F.IsSupported && Avx512DQ.IsSupported;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Load(double* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 All(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 operator +(V512 a, V512 b) => new(a._v + b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 operator -(V512 a, V512 b) => new(a._v - b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 operator *(V512 a, V512 b) => new(a._v * b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 operator /(V512 a, V512 b) => new(a._v / b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Fma(V512 a, V512 b, V512 c) => new(Avx512F.FusedMultiplyAdd(a._v, b._v, c._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Min(V512 a, V512 b) => new(Avx512F.Min(a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Abs(V512 a) => new(Vector512.Abs(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Sqrt(V512 a) => new(Avx512F.Sqrt(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 CopySign(V512 magnitude, V512 sign) => new(Vector512.CopySign(magnitude._v, sign._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 WhereLessOrEqual(V512 a, V512 b, V512 yes, V512 no) =>
        new(Vector512.ConditionalSelect(Vector512.LessThanOrEqual(a._v, b._v), yes._v, no._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Exp(V512 a)
    {
        // min and max return their second operand when one is NaN, so that NaN comes through.
        Vector512<double> x = Avx512F.Max(Vector512.Create(-750.0), Avx512F.Min(Vector512.Create(710.0), a._v));

        // k to the nearest sixteenth of an octave by adding 1.5·2^48: the number of sixteenths is then in the low bits too.
        Vector512<double> shifted = Avx512F.FusedMultiplyAdd(x, Vector512.Create(ExpLog.InverseLn2), Vector512.Create(422212465065984.0));
        Vector512<double> k = shifted - Vector512.Create(422212465065984.0);
        Vector512<double> r = Avx512F.FusedMultiplyAddNegated(k, Vector512.Create(ExpLog.Ln2High), x);
        r = Avx512F.FusedMultiplyAddNegated(k, Vector512.Create(ExpLog.Ln2Low), r);

        // The low four bits pick 2^(i/16); the permutation ignores the bits above.
        Vector512<double> power = Avx512F.PermuteVar8x64x2(ExpLog.PowersLow, shifted.AsInt64(), ExpLog.PowersHigh);

        Vector512<double> r2 = r * r;
        Vector512<double> low = Avx512F.FusedMultiplyAdd(Vector512.Create(ExpLog.T1), r, Vector512.Create(ExpLog.T0));
        Vector512<double> high = Avx512F.FusedMultiplyAdd(Vector512.Create(ExpLog.T3), r, Vector512.Create(ExpLog.T2));
        high = Avx512F.FusedMultiplyAdd(Vector512.Create(ExpLog.T4), r2, high);
        Vector512<double> q = Avx512F.FusedMultiplyAdd(high, r2, low);
        q = Avx512F.FusedMultiplyAdd(q, r2, r);

        // vscalefpd multiplies by 2^floor(k), over- and underflowing as it should.
        return new(Avx512F.Scale(Avx512F.FusedMultiplyAdd(power, q, power), k));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Log(V512 a)
    {
        Vector512<long> bits = a._v.AsInt64();
        Vector512<long> t = bits - Vector512.Create(ExpLog.LogOffset);
        Vector512<double> z = (bits - (t & Vector512.Create(ExpLog.ExponentMask))).AsDouble();
        Vector512<double> k = Avx512DQ.ConvertToVector512Double(Vector512.ShiftRightArithmetic(t, 52));
        Vector512<long> bin = Vector512.ShiftRightLogical(t, 48);

        Vector512<double> c = Avx512F.PermuteVar8x64x2(ExpLog.ReciprocalsLow, bin, ExpLog.ReciprocalsHigh);
        Vector512<double> logC = Avx512F.PermuteVar8x64x2(ExpLog.LogsLow, bin, ExpLog.LogsHigh);
        Vector512<double> r = Avx512F.FusedMultiplyAdd(z, c, Vector512.Create(-1.0));

        Vector512<double> r2 = r * r;
        Vector512<double> p01 = Avx512F.FusedMultiplyAdd(Vector512.Create(ExpLog.L1), r, Vector512.Create(ExpLog.L0));
        Vector512<double> p23 = Avx512F.FusedMultiplyAdd(Vector512.Create(ExpLog.L3), r, Vector512.Create(ExpLog.L2));
        Vector512<double> p45 = Avx512F.FusedMultiplyAdd(Vector512.Create(ExpLog.L5), r, Vector512.Create(ExpLog.L4));
        p45 = Avx512F.FusedMultiplyAdd(Vector512.Create(ExpLog.L6), r2, p45);
        Vector512<double> p = Avx512F.FusedMultiplyAdd(p45, r2, p23);
        p = Avx512F.FusedMultiplyAdd(p, r2, p01);

        // ln x = (k ln2_high + ln c) + (r + (k ln2_low - r^2/2 + r^3 p)): the first bracket is exact or nearly so.
        Vector512<double> head = Avx512F.FusedMultiplyAdd(k, Vector512.Create(ExpLog.Ln2High), logC);
        Vector512<double> tail = Avx512F.FusedMultiplyAdd(r, p, Vector512.Create(-0.5));
        tail = Avx512F.FusedMultiplyAdd(tail, r2, k * Vector512.Create(ExpLog.Ln2Low));
        Vector512<double> result = head + (r + tail);

        // One instruction puts the special cases right: NaN for NaN and negatives, -∞ for 0, +∞ for +∞.
        return new(Avx512F.Fixup(result, a._v, Vector512.Create(0x03530422L), 0));
    }

    // 14 bits, and Newton's iteration twice: half the time of a division.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Reciprocal(V512 x)
    {
        Vector512<double> two = Vector512.Create(2.0);
        Vector512<double> y = Avx512F.Reciprocal14(x._v);
        y *= Avx512F.FusedMultiplyAddNegated(x._v, y, two);
        Vector512<double> error = Avx512F.FusedMultiplyAddNegated(x._v, y, Vector512.Create(1.0));
        return new(Avx512F.FusedMultiplyAdd(y, error, y));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sums(V512 a, V512 b, V512 c, V512 d, double* into) => V256.Sums(
        a._v.GetLower() + a._v.GetUpper(),
        b._v.GetLower() + b._v.GetUpper(),
        c._v.GetLower() + c._v.GetUpper(),
        d._v.GetLower() + d._v.GetUpper()).Store(into);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(V512 a)
    {
        Vector256<double> half = a._v.GetLower() + a._v.GetUpper();
        Vector128<double> quarter = half.GetLower() + half.GetUpper();
        return quarter.GetElement(0) + quarter.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* target) => _v.Store(target);
}
