namespace ScalingFit.Laws;

/// <summary>
/// The law of sparse models L = a/N^α + b/D^β + c/(1 - S)^λ + d/((1 - S)^δ·N^γ) + e, with S the share of all parameters inactive for a token.
/// Abnar et al. 2025 (arXiv:2501.12370). N in parameters of all experts, D in tokens, L in nats a token.
/// </summary>
internal readonly struct SparsityLaw : ILaw
{
    public static ScalingLaw Law { get; } = ScalingLaw.Written(
        "Sparsity",
        default(SparsityLaw),
        [
            new LawParameter { Name = "a", Symbol = "a", Kind = ParameterKind.Amplitude, Meaning = "size of the model-size term" },
            new LawParameter { Name = "alpha", Symbol = "α", Kind = ParameterKind.Exponent, Meaning = "rate of return on all parameters" },
            new LawParameter { Name = "b", Symbol = "b", Kind = ParameterKind.Amplitude, Meaning = "size of the data term" },
            new LawParameter { Name = "beta", Symbol = "β", Kind = ParameterKind.Exponent, Meaning = "rate of return on data" },
            new LawParameter { Name = "c", Symbol = "c", Kind = ParameterKind.Amplitude, Meaning = "size of the term of the active share" },
            new LawParameter { Name = "lambda", Symbol = "λ", Kind = ParameterKind.Exponent, Meaning = "how that term grows as the active share shrinks; negative where it falls", LowestStart = -1, HighestStart = 1 },
            new LawParameter { Name = "d", Symbol = "d", Kind = ParameterKind.Amplitude, Meaning = "size of the term of active parameters" },
            new LawParameter { Name = "delta", Symbol = "δ", Kind = ParameterKind.Exponent, Meaning = "rate of return on the active share", LowestStart = 0.02, HighestStart = 1 },
            new LawParameter { Name = "gamma", Symbol = "γ", Kind = ParameterKind.Exponent, Meaning = "rate of return on size beside it" },
            new LawParameter { Name = "e", Symbol = "e", Kind = ParameterKind.Floor, Meaning = "irreducible loss" },
        ],
        [Variable.Parameters, Variable.Tokens, Variable.Of("S", "share of inactive parameters", "share", VariableRange.ShareBelowOne)],
        "Abnar et al. 2025, arXiv:2501.12370",
        "L = a/N^α + b/D^β + c/(1 - S)^λ + d/((1 - S)^δ·N^γ) + e");

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T>
    {
        T n = variables[0];
        T active = 1 - variables[2];
        T size = parameters[0] / T.Pow(n, parameters[1]);
        T data = parameters[2] / T.Pow(variables[1], parameters[3]);
        T share = parameters[4] / T.Pow(active, parameters[5]);
        T both = parameters[6] / (T.Pow(active, parameters[7]) * T.Pow(n, parameters[8]));
        return size + data + share + both + parameters[9];
    }
}
