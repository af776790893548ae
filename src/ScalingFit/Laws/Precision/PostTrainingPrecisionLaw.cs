namespace ScalingFit.Laws;

/// <summary>
/// The law of quantisation after training L = E + A/N^α + B/D^β + C_T·D^(γ_D)/N^(γ_N)·e^(-P/γ_post): the more data a model of a size has seen, the more it loses by being rounded, so that beyond some point data do harm.
/// Kumar et al. 2024 (arXiv:2411.04330), for models trained in high precision. N in parameters, D in tokens, P in bits of a weight, L in nats a token.
/// </summary>
internal readonly struct PostTrainingPrecisionLaw : ILaw
{
    public static ScalingLaw Law { get; } = ScalingLaw.Written(
        "Post-training precision",
        default(PostTrainingPrecisionLaw),
        [
            new LawParameter { Name = "E", Symbol = "E", Kind = ParameterKind.Floor, Meaning = "irreducible loss" },
            new LawParameter { Name = "A", Symbol = "A", Kind = ParameterKind.Amplitude, Meaning = "size of the model-size term" },
            new LawParameter { Name = "alpha", Symbol = "α", Kind = ParameterKind.Exponent, Meaning = "rate of return on model size" },
            new LawParameter { Name = "B", Symbol = "B", Kind = ParameterKind.Amplitude, Meaning = "size of the data term" },
            new LawParameter { Name = "beta", Symbol = "β", Kind = ParameterKind.Exponent, Meaning = "rate of return on data" },
            new LawParameter { Name = "C_T", Symbol = "C_T", Kind = ParameterKind.Amplitude, Meaning = "size of what rounding costs" },
            new LawParameter { Name = "gamma_D", Symbol = "γ_D", Kind = ParameterKind.Exponent, Meaning = "how that cost grows with data" },
            new LawParameter { Name = "gamma_N", Symbol = "γ_N", Kind = ParameterKind.Exponent, Meaning = "how that cost falls with model size" },
            new LawParameter { Name = "gamma_post", Symbol = "γ_post", Kind = ParameterKind.Multiplier, Meaning = "bits by which that cost falls e-fold", LowestStart = 0.2, HighestStart = 3 },
        ],
        [Variable.Parameters, Variable.Tokens, Variable.Of("P", "bits of a weight after training", "bits")],
        "Kumar et al. 2024, arXiv:2411.04330",
        "L = E + A/N^α + B/D^β + C_T·D^(γ_D)/N^(γ_N)·e^(-P/γ_post)");

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T>
    {
        T n = variables[0];
        T d = variables[1];
        T rounding = parameters[5] * T.Exp((parameters[6] * T.Log(d)) - (parameters[7] * T.Log(n)) - (variables[2] / parameters[8]));
        return parameters[0] + (parameters[1] / T.Pow(n, parameters[2])) + (parameters[3] / T.Pow(d, parameters[4])) + rounding;
    }
}
