namespace ScalingFit.Laws;

/// <summary>
/// The law of fine-grained experts L = c + (g/G^γ + a)/N^α + b/D^β: cutting every expert into G smaller ones moves the amplitude of the model-size term, and less with every cut.
/// Krajewski et al. 2024 (arXiv:2402.07871). N in parameters, D in tokens, L in nats a token.
/// </summary>
internal readonly struct GranularityLaw : ILaw
{
    public static ScalingLaw Law { get; } = ScalingLaw.Written(
        "Granularity",
        default(GranularityLaw),
        [
            new LawParameter { Name = "c", Symbol = "c", Kind = ParameterKind.Floor, Meaning = "irreducible loss" },
            new LawParameter { Name = "g", Symbol = "g", Kind = ParameterKind.Amplitude, Meaning = "what granularity takes from the size of the model-size term" },
            new LawParameter { Name = "gamma", Symbol = "γ", Kind = ParameterKind.Exponent, Meaning = "rate of return on granularity" },
            new LawParameter { Name = "a", Symbol = "a", Kind = ParameterKind.Amplitude, Meaning = "size of the model-size term at any granularity" },
            new LawParameter { Name = "alpha", Symbol = "α", Kind = ParameterKind.Exponent, Meaning = "rate of return on model size" },
            new LawParameter { Name = "b", Symbol = "b", Kind = ParameterKind.Amplitude, Meaning = "size of the data term" },
            new LawParameter { Name = "beta", Symbol = "β", Kind = ParameterKind.Exponent, Meaning = "rate of return on data" },
        ],
        [Variable.Parameters, Variable.Tokens, Variable.Of("G", "granularity", "experts made of one")],
        "Krajewski et al. 2024, arXiv:2402.07871",
        "L = c + (g/G^γ + a)/N^α + b/D^β");

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T>
    {
        T amplitude = (parameters[1] / T.Pow(variables[2], parameters[2])) + parameters[3];
        return parameters[0] + (amplitude / T.Pow(variables[0], parameters[4])) + (parameters[5] / T.Pow(variables[1], parameters[6]));
    }
}
