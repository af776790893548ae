namespace ScalingFit.Numerics.Vectors;

/// <summary>
/// A handful of doubles worked on together. Every kernel is written once against this interface and compiled by the
/// runtime once for each width: <see cref="V512"/>, <see cref="V256"/> and <see cref="V1"/>.
/// </summary>
/// <remarks>The operations are those the kernels use; this is no general vector library.</remarks>
internal unsafe interface IVec<T>
    where T : struct, IVec<T>
{
    /// <summary>How many doubles one value holds.</summary>
    static abstract int Count { get; }

    static abstract T Load(double* source);

    static abstract T All(double value);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    /// <summary>a·b + c with one rounding.</summary>
    static abstract T Fma(T a, T b, T c);

    static abstract T Min(T a, T b);

    static abstract T Abs(T a);

    static abstract T Sqrt(T a);

    /// <summary>The magnitude of <paramref name="magnitude"/> with the sign of <paramref name="sign"/>.</summary>
    static abstract T CopySign(T magnitude, T sign);

    /// <summary><paramref name="yes"/> where a ≤ b, <paramref name="no"/> elsewhere (also where either is NaN).</summary>
    static abstract T WhereLessOrEqual(T a, T b, T yes, T no);

    /// <summary>
    /// e^x to 2 units in the last place. NaN stays NaN, overflow gives infinity, and below about -708 the result is
    /// zero or denormal, whichever the width makes cheaply.
    /// </summary>
    static abstract T Exp(T x);

    /// <summary>
    /// ln x to 2 units in the last place for normal positive x; -∞ at 0, +∞ at +∞, NaN for negative x and NaN. Denormals are
    /// taken for what their bits would mean were they normal.
    /// </summary>
    static abstract T Log(T x);

    /// <summary>1/x to a unit in the last place for normal x whose reciprocal is normal.</summary>
    static abstract T Reciprocal(T x);

    /// <summary>The sum over lanes, in an order fixed for the width.</summary>
    static abstract double Sum(T a);

    /// <summary>The sums over lanes of four values at once, for less than four times the price of one.</summary>
    static abstract void Sums(T a, T b, T c, T d, double* into);

    void Store(double* target);
}
