namespace ScalingFit.Laws;

/// <summary>
/// A power law that levels off, L(x) = A (1/x + γ)^α: a power law below x = 1/γ, the constant A γ^α far above. M3 of Alabdulmohsin et al. 2022 (arXiv:2209.06640). γ in units of 1/x.
/// </summary>
internal readonly struct ShiftedPowerLaw : ILaw
{
    public static ScalingLaw Of(Variable x) => ScalingLaw.Written(
        "Shifted power law",
        default(ShiftedPowerLaw),
        [
            new LawParameter { Name = "A", Symbol = "A", Kind = ParameterKind.Amplitude, Meaning = "size of the loss" },
            new LawParameter { Name = "gamma", Symbol = "γ", Kind = ParameterKind.Multiplier, Meaning = $"where the law levels off: about {x.Symbol} = 1/γ", StartsLike = x, StartsLikePower = -1 },
            new LawParameter { Name = "alpha", Symbol = "α", Kind = ParameterKind.Exponent, Meaning = $"rate of return on {x.Name} before it levels off" },
        ],
        [OneVariable.Positive(x)],
        "Alabdulmohsin et al. 2022, arXiv:2209.06640, M3",
        $"L = A·(1/{x.Symbol} + γ)^α");

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T> => parameters[0] * T.Pow((1 / variables[0]) + parameters[1], parameters[2]);
}
