namespace ScalingFit.Laws;

/// <summary>
/// Kaplan's joint law L(N, D) = [(N_c/N)^(α_N/α_D) + D_c/D]^α_D: no floor, and a form that follows from L(N) and L(D) at the limits. Kaplan et al. 2020 (arXiv:2001.08361), equation 1.5.
/// N in non-embedding parameters, D in tokens, L in nats a token.
/// </summary>
internal readonly struct KaplanJointLaw : ILaw
{
    public static ScalingLaw Law { get; } = ScalingLaw.Written(
        "Kaplan joint",
        default(KaplanJointLaw),
        [
            new LawParameter { Name = "Nc", Symbol = "N_c", Kind = ParameterKind.Multiplier, Meaning = "scale of model size", StartsLike = Variable.Parameters, HighestStart = 1e18 },
            new LawParameter { Name = "alphaN", Symbol = "α_N", Kind = ParameterKind.Exponent, Meaning = "rate of return on model size", Lowest = 0 },
            new LawParameter { Name = "Dc", Symbol = "D_c", Kind = ParameterKind.Multiplier, Meaning = "scale of data", StartsLike = Variable.Tokens, HighestStart = 1e18 },
            new LawParameter { Name = "alphaD", Symbol = "α_D", Kind = ParameterKind.Exponent, Meaning = "rate of return on data", Lowest = 0 },
        ],
        [Variable.Parameters, Variable.Tokens],
        "Kaplan et al. 2020, arXiv:2001.08361, eq. 1.5",
        "L = [(N_c/N)^(α_N/α_D) + D_c/D]^α_D");

    public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
        where T : struct, IScalar<T> => T.Pow(T.Pow(p[0] / x[0], p[1] / p[3]) + (p[2] / x[1]), p[3]);
}
