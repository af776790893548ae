namespace ScalingFit.Laws;

/// <summary>
/// The law of routed experts log10 L = a·log10 N + b·log10 Ê + c·log10 N·log10 Ê + d: experts are worth less to larger models (c), and their number counts between a start and a limit,
/// 1/Ê = 1/(experts - 1 + 1/(1/E_start - 1/E_max)) + 1/E_max, which is E_start for one expert and E_max for any number. Clark et al. 2022 (arXiv:2202.01169). Logarithms are to base 10: with natural ones the published
/// coefficients give losses of 0.6. All runs see the same data; N in parameters active for a token, L in nats a token.
/// </summary>
internal readonly struct RoutedExpertsLaw : ILaw
{
    public static ScalingLaw Law { get; } = ScalingLaw.Written(
        "Routed experts",
        default(RoutedExpertsLaw),
        [
            new LawParameter { Name = "a", Symbol = "a", Kind = ParameterKind.Free, Meaning = "slope in log10 N", LowestStart = -0.3, HighestStart = 0 },
            new LawParameter { Name = "b", Symbol = "b", Kind = ParameterKind.Free, Meaning = "slope in log10 Ê", LowestStart = -0.4, HighestStart = 0 },
            new LawParameter { Name = "c", Symbol = "c", Kind = ParameterKind.Free, Meaning = "what a tenfold size takes from the slope in log10 Ê", LowestStart = 0, HighestStart = 0.04 },
            new LawParameter { Name = "d", Symbol = "d", Kind = ParameterKind.Free, Meaning = "log10 of the loss at N = Ê = 1", LowestStart = 0.4, HighestStart = 2 },
            new LawParameter { Name = "E_start", Symbol = "E_start", Kind = ParameterKind.Multiplier, Meaning = "Ê of a dense model; below it experts are worth little", LowestStart = 1, HighestStart = 6 },
            new LawParameter { Name = "E_max", Symbol = "E_max", Kind = ParameterKind.Multiplier, Meaning = "Ê of any number of experts", LowestStart = 50, HighestStart = 5000 },
        ],
        [Variable.Parameters, Variable.Of("experts", "experts of a routed layer", "experts")],
        "Clark et al. 2022, arXiv:2202.01169",
        "log10 L = a·log10 N + b·log10 Ê + c·log10 N·log10 Ê + d,  1/Ê = 1/(experts - 1 + 1/(1/E_start - 1/E_max)) + 1/E_max");

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T>
    {
        T size = T.Log(variables[0]) / BaseLogarithms.Ten;
        T experts = T.Log(Saturated.Between(variables[1] - 1, parameters[4], parameters[5])) / BaseLogarithms.Ten;
        T exponent = (parameters[0] * size) + (parameters[1] * experts) + (parameters[2] * size * experts) + parameters[3];
        return T.Exp(BaseLogarithms.Ten * exponent);
    }
}
