namespace ScalingFit.Laws;

/// <summary>
/// The law of training precision L = E + A/N_eff^α + B/D^β: parameters count less, the fewer bits weights, activations and the key-value cache are trained in,
/// N_eff = N·Π(1 - e^(n_x - P_x/γ_x)) over x of w, a and kv. Kumar et al. 2024 (arXiv:2411.04330); n_x = 0 is the form without biases. Below γ_x·n_x bits a factor is negative: the law says nothing there.
/// N in parameters, D in tokens, P in bits, L in nats a token.
/// </summary>
internal readonly struct PrecisionLaw : ILaw
{
    public static ScalingLaw Law { get; } = ScalingLaw.Written(
        "Precision",
        default(PrecisionLaw),
        [
            new LawParameter { Name = "E", Symbol = "E", Kind = ParameterKind.Floor, Meaning = "irreducible loss" },
            new LawParameter { Name = "A", Symbol = "A", Kind = ParameterKind.Amplitude, Meaning = "size of the model-size term" },
            new LawParameter { Name = "alpha", Symbol = "α", Kind = ParameterKind.Exponent, Meaning = "rate of return on model size" },
            new LawParameter { Name = "B", Symbol = "B", Kind = ParameterKind.Amplitude, Meaning = "size of the data term" },
            new LawParameter { Name = "beta", Symbol = "β", Kind = ParameterKind.Exponent, Meaning = "rate of return on data" },
            Bits("w", "weights"),
            Bias("w", "weights"),
            Bits("a", "activations"),
            Bias("a", "activations"),
            Bits("kv", "the key-value cache"),
            Bias("kv", "the key-value cache"),
        ],
        [Variable.Parameters, Variable.Tokens, Variable.Of("P_w", "bits of a weight", "bits"), Variable.Of("P_a", "bits of an activation", "bits"), Variable.Of("P_kv", "bits of a cached key or value", "bits")],
        "Kumar et al. 2024, arXiv:2411.04330",
        "L = E + A/N_eff^α + B/D^β,  N_eff = N·(1 - e^(n_w - P_w/γ_w))·(1 - e^(n_a - P_a/γ_a))·(1 - e^(n_kv - P_kv/γ_kv))");

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T>
    {
        // Logarithms, for two factors below zero would make a positive product.
        T effective = T.Log(variables[0]);
        for (int x = 0; x < 3; x++) effective += T.Log(1 - T.Exp(parameters[6 + (2 * x)] - (variables[2 + x] / parameters[5 + (2 * x)])));
        return parameters[0] + (parameters[1] * T.Exp(-(parameters[2] * effective))) + (parameters[3] / T.Pow(variables[1], parameters[4]));
    }

    private static LawParameter Bits(string of, string what) =>
        new() { Name = $"gamma_{of}", Symbol = $"γ_{of}", Kind = ParameterKind.Multiplier, Meaning = $"bits by which the loss of size from {what} falls e-fold", LowestStart = 0.5, HighestStart = 4 };

    private static LawParameter Bias(string of, string what) =>
        new() { Name = $"n_{of}", Symbol = $"n_{of}", Kind = ParameterKind.Free, Meaning = $"bias of {what}: nothing is left of the model at γ·n bits", LowestStart = 0, HighestStart = 0.7 };
}
