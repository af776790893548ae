namespace ScalingFit.Statistics.Regression;

// Three problems stand both in NIST's collection and, with other starts, in that of Moré, Garbow and Hillstrom.

/// <summary>b1 (x² + b2 x)/(x² + b3 x + b4): NIST's MGH09.</summary>
internal readonly struct KowalikOsborne : ILaw
{
    public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
        where T : struct, IScalar<T>
    {
        T square = T.Pow(x[0], 2);
        return p[0] * (square + (p[1] * x[0])) / (square + (p[2] * x[0]) + p[3]);
    }
}

/// <summary>b1 e^(b2/(x + b3)): NIST's MGH10.</summary>
internal readonly struct Meyer : ILaw
{
    public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
        where T : struct, IScalar<T> => p[0] * T.Exp(p[1] / (x[0] + p[2]));
}

/// <summary>b1 + b2 e^(-b4 x) + b3 e^(-b5 x): NIST's MGH17, Osborne's first problem.</summary>
internal readonly struct Osborne : ILaw
{
    public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
        where T : struct, IScalar<T> => p[0] + (p[1] * T.Exp(-p[3] * x[0])) + (p[2] * T.Exp(-p[4] * x[0]));
}
