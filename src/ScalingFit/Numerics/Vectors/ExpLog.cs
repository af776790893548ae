using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ScalingFit.Numerics.Vectors;

/// <summary>
/// The constants of the project's own exp and log. The runtime's vector versions are two to eight times slower
/// (docs/how-it-works/engine.md), and a fit is little else than these two functions.
/// </summary>
/// <remarks>
/// Polynomials are Chebyshev interpolants on the reduced range, computed with 60 digits. The reciprocals of the log table were
/// chosen among their neighbours so that the double nearest to their logarithm is right to 2^-63, which keeps the error
/// near ln 1 = 0 at the last place; the bin that holds 1 has reciprocal 1 and logarithm 0 exactly.
/// </remarks>
internal static class ExpLog
{
    /// <summary>Above this, e^x overflows a double.</summary>
    internal const double ExpOverflow = 709.782712893384;

    /// <summary>Below this, e^x is smaller than the smallest normal double.</summary>
    internal const double ExpUnderflow = -708.3964185322641;

    internal const double Ln2High = 0.6931471803691238;
    internal const double Ln2Low = 1.9082149292705877E-10;
    internal const double InverseLn2 = 1.4426950408889634;

    // e^x = 2^(k/16) e^r with |r| <= ln 2 / 32.
    // (e^r - 1 - r) / r^2 on |r| <= ln 2 / 32: total error 3e-17.
    internal const double T0 = 0.5;
    internal const double T1 = 0.16666666665296223;
    internal const double T2 = 0.04166666666495362;
    internal const double T3 = 0.008333449934107185;
    internal const double T4 = 0.0013889034639665864;

    // (e^r - 1 - r) / r^2 on |r| <= ln 2 / 2: total error 1.2e-17.
    internal const double E0 = 0.5000000000000001;
    internal const double E1 = 0.16666666666666669;
    internal const double E2 = 0.041666666666623824;
    internal const double E3 = 0.008333333333330039;
    internal const double E4 = 0.0013888888917367081;
    internal const double E5 = 0.00019841269863171557;
    internal const double E6 = 2.4801521057868204E-05;
    internal const double E7 = 2.7557268276905696E-06;
    internal const double E8 = 2.7620201591031547E-07;
    internal const double E9 = 2.5100472505694996E-08;

    // (ln(1 + r) - r + r^2/2) / r^3 on |r| <= 1/32: total error 1.4e-18.
    internal const double L0 = 0.3333333333333333;
    internal const double L1 = -0.25000000001020084;
    internal const double L2 = 0.2000000000092737;
    internal const double L3 = -0.16666658310969995;
    internal const double L4 = 0.14285706689471792;
    internal const double L5 = -0.12517107244459322;
    internal const double L6 = 0.11126663395059673;

    /// <summary>
    /// Subtracting this from the bits of x puts x = 2^k z with z in [0.734, 1.469): the exponent field is k, and the four bits
    /// below it number the sixteen bins of z, one of which, [0.984, 1.031), straddles 1.
    /// </summary>
    internal const long LogOffset = 0x3fe78000_00000000;

    internal const long ExponentMask = unchecked((long)0xfff00000_00000000);

    // The tables are properties, not static fields: with optimisation from the first call the JIT places them in the
    // method's own constant pool, where a field would be read through an indirection.
    internal static Vector512<double> PowersLow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            1.0, 1.0442737824274138, 1.0905077326652577, 1.1387886347566916,
            1.189207115002721, 1.241857812073484, 1.2968395546510096, 1.3542555469368927);
    }

    internal static Vector512<double> PowersHigh
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            1.4142135623730951, 1.4768261459394993, 1.5422108254079407, 1.6104903319492543,
            1.681792830507429, 1.7562521603732995, 1.8340080864093424, 1.9152065613971474);
    }

    internal static Vector512<double> ReciprocalsLow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            1.3311538696289062, 1.2813720703125, 1.2288284301757812, 1.1872482299804688,
            1.1415634155273438, 1.1059036254882812, 1.0685272216796875, 1.0301055908203125);
    }

    internal static Vector512<double> ReciprocalsHigh
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            1.0, 0.9406013488769531, 0.88922119140625, 0.8434829711914062,
            0.8002395629882812, 0.7628974914550781, 0.7258110046386719, 0.6945991516113281);
    }

    internal static Vector512<double> LogsLow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            -0.2860461372608924, -0.2479314337565087, -0.20606121967990546, -0.17163821758935513,
            -0.13239874000207866, -0.10066276140855289, -0.06628127198945302, -0.02966131234673073);
    }

    internal static Vector512<double> LogsHigh
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0.0, 0.06123587541209319, 0.11740926518523846, 0.1702155654732773,
            0.22284414240617909, 0.2706316060613973, 0.32046562223672165, 0.36442036007900186);
    }

    /// <summary>The log table for the widths that look it up in memory: reciprocal, then logarithm, bin by bin.</summary>
    internal static ReadOnlySpan<double> LogTable =>
    [
        1.3311538696289062, -0.2860461372608924, 1.2813720703125, -0.2479314337565087,
        1.2288284301757812, -0.20606121967990546, 1.1872482299804688, -0.17163821758935513,
        1.1415634155273438, -0.13239874000207866, 1.1059036254882812, -0.10066276140855289,
        1.0685272216796875, -0.06628127198945302, 1.0301055908203125, -0.02966131234673073,
        1.0, 0.0, 0.9406013488769531, 0.06123587541209319,
        0.88922119140625, 0.11740926518523846, 0.8434829711914062, 0.1702155654732773,
        0.8002395629882812, 0.22284414240617909, 0.7628974914550781, 0.2706316060613973,
        0.7258110046386719, 0.32046562223672165, 0.6945991516113281, 0.36442036007900186,
    ];
}
