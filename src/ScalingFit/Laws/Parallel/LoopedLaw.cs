namespace ScalingFit.Laws;

/// <summary>
/// The law of looped models L = E + A·(N_once + r^φ·N_rec)^(-α) + B/D^β: r passes through the same N_rec parameters are worth r^φ times their number; φ = 1 if every pass were worth parameters of its own, 0 if repeats were worth
/// nothing. Schwethelm, Rückert and Kaissis 2026 (arXiv:2604.21106). N_once and N_rec in parameters, D in tokens, L in nats a token.
/// </summary>
internal readonly struct LoopedLaw : ILaw
{
    public static ScalingLaw Law { get; } = ScalingLaw.Written(
        "Looped",
        default(LoopedLaw),
        [
            new LawParameter { Name = "E", Symbol = "E", Kind = ParameterKind.Floor, Meaning = "irreducible loss" },
            new LawParameter { Name = "A", Symbol = "A", Kind = ParameterKind.Amplitude, Meaning = "size of the model-size term" },
            new LawParameter { Name = "alpha", Symbol = "α", Kind = ParameterKind.Exponent, Meaning = "rate of return on model size" },
            new LawParameter { Name = "phi", Symbol = "φ", Kind = ParameterKind.Exponent, Meaning = "what recurrence is worth: 1 as much as parameters, 0 nothing", LowestStart = 0, HighestStart = 1 },
            new LawParameter { Name = "B", Symbol = "B", Kind = ParameterKind.Amplitude, Meaning = "size of the data term" },
            new LawParameter { Name = "beta", Symbol = "β", Kind = ParameterKind.Exponent, Meaning = "rate of return on data" },
        ],
        [
            Variable.Of("N_once", "parameters passed once", "parameters"),
            Variable.Of("N_rec", "parameters passed r times", "parameters", VariableRange.NonNegative),
            Variable.Of("r", "recurrences", "passes"),
            Variable.Tokens,
        ],
        "Schwethelm, Rückert and Kaissis 2026, arXiv:2604.21106",
        "L = E + A·(N_once + r^φ·N_rec)^(-α) + B/D^β");

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T>
    {
        T size = variables[0] + (T.Pow(variables[2], parameters[3]) * variables[1]);
        return parameters[0] + (parameters[1] / T.Pow(size, parameters[2])) + (parameters[4] / T.Pow(variables[3], parameters[5]));
    }
}
