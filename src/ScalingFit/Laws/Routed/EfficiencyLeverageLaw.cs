namespace ScalingFit.Laws;

/// <summary>
/// The efficiency leverage EL = Â^(a + d·log10 C + γ·(log2 G)² + β·log2 G): how many times the compute a dense model needs for the loss of a model that routes, by the share A of its experts that are
/// active for a token, their granularity G and the budget C. The share counts between a start and a limit, 1/Â = 1/(A + 1/(1/A_start - 1/A_max)) + 1/A_max. Tian et al. 2025 (arXiv:2507.17702), equations 10 to 13.
/// The paper does not say which logarithms; base 10 of C beside base 2 of G is what gives its "over 7 times" and its best granularity.
/// </summary>
internal readonly struct EfficiencyLeverageLaw : ILaw
{
    public static ScalingLaw Law { get; } = ScalingLaw.Written(
        "Efficiency leverage",
        default(EfficiencyLeverageLaw),
        [
            new LawParameter { Name = "a", Symbol = "a", Kind = ParameterKind.Free, Meaning = "power of the active share at C = 1 and G = 1", LowestStart = -1, HighestStart = 3 },
            new LawParameter { Name = "d", Symbol = "d", Kind = ParameterKind.Free, Meaning = "what tenfold compute adds to the power", LowestStart = -0.2, HighestStart = 0 },
            new LawParameter { Name = "gamma", Symbol = "γ", Kind = ParameterKind.Free, Meaning = "how the power bends with log2 G", LowestStart = 0, HighestStart = 0.05 },
            new LawParameter { Name = "beta", Symbol = "β", Kind = ParameterKind.Free, Meaning = "what the first doubling of granularity adds to the power", LowestStart = -0.4, HighestStart = 0 },
            new LawParameter { Name = "A_start", Symbol = "A_start", Kind = ParameterKind.Multiplier, Meaning = "Â of a model with no active share; below it sparsity gains little", LowestStart = 0.001, HighestStart = 0.1 },
            new LawParameter { Name = "A_max", Symbol = "A_max", Kind = ParameterKind.Multiplier, Meaning = "Â of any active share", LowestStart = 1, HighestStart = 1000 },
        ],
        [Variable.Of("A", "share of active experts", "share", VariableRange.Share), Variable.Of("G", "granularity", "experts made of one"), Variable.Flops],
        "Tian et al. 2025, arXiv:2507.17702, eq. 10 to 13",
        "EL = Â^(a + d·log10 C + γ·(log2 G)² + β·log2 G),  1/Â = 1/(A + 1/(1/A_start - 1/A_max)) + 1/A_max");

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T>
    {
        T share = Saturated.Between(variables[0], parameters[4], parameters[5]);
        T granularity = T.Log(variables[1]) / BaseLogarithms.Two;
        T power = parameters[0] + (parameters[1] * (T.Log(variables[2]) / BaseLogarithms.Ten)) + (parameters[2] * granularity * granularity) + (parameters[3] * granularity);
        return T.Exp(power * T.Log(share));
    }
}
