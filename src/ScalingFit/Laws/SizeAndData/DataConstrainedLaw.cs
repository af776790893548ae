namespace ScalingFit.Laws;

/// <summary>
/// The data-constrained law L = E + A/N'^α + B/D'^β: repeated data and parameters beyond what the unique data call for count less and less. With U_D = min(U, D) and R_D = D/U_D - 1 repetitions,
/// D' = U_D (1 + R*_D (1 - e^(-R_D/R*_D))); with U_N = min(N, the optimal N for U_D) likewise N'. Muennighoff et al. 2023 (arXiv:2305.16264), equations 5 and 7.
/// N in parameters, D in tokens seen, U in unique tokens, L in nats a token.
/// </summary>
internal readonly struct DataConstrainedLaw : ILaw
{
    public static ScalingLaw Law { get; } = ScalingLaw.Written(
        "Data-constrained",
        default(DataConstrainedLaw),
        [
            new LawParameter { Name = "E", Symbol = "E", Kind = ParameterKind.Floor, Meaning = "irreducible loss" },
            new LawParameter { Name = "A", Symbol = "A", Kind = ParameterKind.Amplitude, Meaning = "size of the model-size term" },
            new LawParameter { Name = "alpha", Symbol = "α", Kind = ParameterKind.Exponent, Meaning = "rate of return on model size" },
            new LawParameter { Name = "B", Symbol = "B", Kind = ParameterKind.Amplitude, Meaning = "size of the data term" },
            new LawParameter { Name = "beta", Symbol = "β", Kind = ParameterKind.Exponent, Meaning = "rate of return on data" },
            new LawParameter { Name = "RD", Symbol = "R*_D", Kind = ParameterKind.Multiplier, Meaning = "repetitions until data are worth little", LowestStart = 0.5, HighestStart = 500 },
            new LawParameter { Name = "RN", Symbol = "R*_N", Kind = ParameterKind.Multiplier, Meaning = "excess of parameters until they are worth little", LowestStart = 0.2, HighestStart = 100 },
        ],
        [Variable.Parameters, Variable.Tokens, Variable.Of("U", "unique tokens", "tokens")],
        "Muennighoff et al. 2023, arXiv:2305.16264, eq. 5 and 7",
        "L = E + A/N'^α + B/D'^β,  D' = U_D·(1 + R*_D·(1 - e^(-R_D/R*_D))),  R_D = D/U_D - 1,  and N' likewise");

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T>
    {
        T a = parameters[1];
        T alpha = parameters[2];
        T b = parameters[3];
        T beta = parameters[4];
        T n = variables[0];
        T d = variables[1];
        T unique = T.Min(variables[2], d);

        // The N for which U_D would be the optimal amount of data: α A N^-α = β B U_D^-β.
        T called = T.Pow(alpha * a / (beta * b), 1 / alpha) * T.Pow(unique, beta / alpha);
        T size = Effective(T.Min(n, called), n, parameters[6]);
        T data = Effective(unique, d, parameters[5]);
        return parameters[0] + (a / T.Pow(size, alpha)) + (b / T.Pow(data, beta));
    }

    /// <summary>u (1 + R* (1 - e^(-(x/u - 1)/R*))).</summary>
    private static T Effective<T>(T u, T x, T constant)
        where T : struct, IScalar<T> => u * (1 + (constant * (1 - T.Exp(-((x / u) - 1) / constant))));
}
