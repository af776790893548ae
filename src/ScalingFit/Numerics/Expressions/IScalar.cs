namespace ScalingFit;

/// <summary>
/// A number as laws are written in: a law written once over this type gives values, exact first and second derivatives, and its own text.
/// </summary>
/// <remarks>
/// Laws are recorded, not interpreted with numbers: a law must be the same expression for all runs and all parameters, so there are no comparisons, only <see cref="Min"/> and <see cref="Max"/>.
/// Plain numbers convert by themselves, as in <c>2.0 * x</c>.
/// </remarks>
/// <typeparam name="T">The implementing type.</typeparam>
public interface IScalar<T>
    where T : struct, IScalar<T>
{
    /// <summary>A plain number.</summary>
    static abstract implicit operator T(double value);

    /// <summary>The sum.</summary>
    static abstract T operator +(T left, T right);

    /// <summary>The difference.</summary>
    static abstract T operator -(T left, T right);

    /// <summary>The product.</summary>
    static abstract T operator *(T left, T right);

    /// <summary>The quotient.</summary>
    static abstract T operator /(T left, T right);

    /// <summary>The negative.</summary>
    static abstract T operator -(T value);

    /// <summary>e to this power.</summary>
    static abstract T Exp(T value);

    /// <summary>The natural logarithm.</summary>
    static abstract T Log(T value);

    /// <summary>A base to a power. Whole powers up to 64 of any base; other powers of positive bases.</summary>
    static abstract T Pow(T value, T power);

    /// <summary>The square root.</summary>
    static abstract T Sqrt(T value);

    /// <summary>The sine, of radians.</summary>
    static abstract T Sin(T value);

    /// <summary>The cosine, of radians.</summary>
    static abstract T Cos(T value);

    /// <summary>The angle whose tangent this is, in radians.</summary>
    static abstract T Atan(T value);

    /// <summary>The smaller.</summary>
    static abstract T Min(T left, T right);

    /// <summary>The larger.</summary>
    static abstract T Max(T left, T right);
}
