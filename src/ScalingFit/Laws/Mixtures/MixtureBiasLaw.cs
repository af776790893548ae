namespace ScalingFit.Laws;

/// <summary>
/// The additive law of mixture, size and data L = E + 1/(Σ_i C_i r_i^γ_i) + A/N^α + B/D^β: what mixture, size and data leave adds up, so that the best mixture is the same at every scale. Shukor et al. 2025 (arXiv:2507.09404), the
/// additive of their two laws; h is their letter for the shares.
/// </summary>
/// <param name="domains">How many domains there are.</param>
internal readonly struct MixtureBiasLaw(int domains) : ILaw
{
    /// <summary>Keeps the logarithm of a share of 0 finite; far too small to change any other share.</summary>
    private const double Nothing = 1e-300;

    public static ScalingLaw Law(MixtureDomains domains)
    {
        string[] names = [.. domains.Names];
        return ScalingLaw.Written(
            "Mixture bias",
            new MixtureBiasLaw(names.Length),
            [
                new LawParameter { Name = "E", Symbol = "E", Kind = ParameterKind.Floor, Meaning = "irreducible loss" },
                new LawParameter { Name = "A", Symbol = "A", Kind = ParameterKind.Amplitude, Meaning = "size of the model-size term" },
                new LawParameter { Name = "alpha", Symbol = "α", Kind = ParameterKind.Exponent, Meaning = "rate of return on model size" },
                new LawParameter { Name = "B", Symbol = "B", Kind = ParameterKind.Amplitude, Meaning = "size of the data term" },
                new LawParameter { Name = "beta", Symbol = "β", Kind = ParameterKind.Exponent, Meaning = "rate of return on data" },
                .. names.Select(n => new LawParameter
                {
                    Name = "C_" + n,
                    Symbol = "C_" + n,
                    Kind = ParameterKind.Multiplier,
                    Meaning = $"what {n} alone takes off: the mixture's term is 1/C there",
                    LowestStart = 0.3,
                    HighestStart = 30,
                }),
                .. names.Select(n => new LawParameter
                {
                    Name = "gamma_" + n,
                    Symbol = "γ_" + n,
                    Kind = ParameterKind.Exponent,
                    Meaning = $"rate of return on the share of {n}",
                    LowestStart = 0.1,
                    HighestStart = 1,
                    Lowest = 0,
                }),
            ],
            [.. domains.Variables, Variable.Parameters, Variable.Tokens],
            "Shukor et al. 2025, arXiv:2507.09404, additive law",
            $"L = E + 1/({string.Join(" + ", names.Select(n => $"C_{n}·r_{n}^γ_{n}"))}) + A/N^α + B/D^β,  with {string.Join(" + ", names.Select(n => "r_" + n))} = 1",
            check: domains.EnsureMixtures);
    }

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T>
    {
        T mixture = Benefit(parameters, variables, 0);
        for (int i = 1; i < domains; i++) mixture += Benefit(parameters, variables, i);
        T size = parameters[1] / T.Pow(variables[domains], parameters[2]);
        T data = parameters[3] / T.Pow(variables[domains + 1], parameters[4]);
        return parameters[0] + size + data + (1 / mixture);
    }

    /// <summary>C_i r_i^γ_i.</summary>
    private T Benefit<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables, int i)
        where T : struct, IScalar<T> => parameters[5 + i] * T.Pow(variables[i] + Nothing, parameters[5 + domains + i]);
}
