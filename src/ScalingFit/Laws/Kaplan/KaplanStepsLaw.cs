namespace ScalingFit.Laws;

/// <summary>
/// Kaplan's law of size and training time L(N, S) = (N_c/N)^α_N + (S_c/S)^α_S: loss on unlimited data after S steps at a batch far above the critical one. Kaplan et al. 2020 (arXiv:2001.08361), equation 1.6.
/// N in non-embedding parameters, S in optimisation steps, L in nats a token.
/// </summary>
internal readonly struct KaplanStepsLaw : ILaw
{
    public static Variable Steps { get; } = Variable.Of("S", "optimisation steps", "steps");

    public static ScalingLaw Law { get; } = ScalingLaw.Written(
        "Kaplan size and steps",
        default(KaplanStepsLaw),
        [
            new LawParameter { Name = "A", Symbol = "A", Kind = ParameterKind.Amplitude, Meaning = "size of the model-size term, N_c^α_N" },
            new LawParameter { Name = "alphaN", Symbol = "α_N", Kind = ParameterKind.Exponent, Meaning = "rate of return on model size" },
            new LawParameter { Name = "B", Symbol = "B", Kind = ParameterKind.Amplitude, Meaning = "size of the training-time term, S_c^α_S" },
            new LawParameter { Name = "alphaS", Symbol = "α_S", Kind = ParameterKind.Exponent, Meaning = "rate of return on steps" },
        ],
        [Variable.Parameters, Steps],
        "Kaplan et al. 2020, arXiv:2001.08361, eq. 1.6");

    public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
        where T : struct, IScalar<T> => (p[0] / T.Pow(x[0], p[1])) + (p[2] / T.Pow(x[1], p[3]));
}
