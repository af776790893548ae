namespace ScalingFit.Laws;

/// <summary>
/// The error law Err = ε - k e^(-γL): the average top-1 error over tasks falls from ε, near chance, as the loss falls. Gadre et al. 2024 (arXiv:2403.08540), the law of downstream error.
/// L in the unit of the runs' losses, which is nats a token in the paper; Err a share.
/// </summary>
internal readonly struct LossToErrorLaw : ILaw
{
    public static ScalingLaw Law { get; } = ScalingLaw.Written(
        "Loss to error",
        default(LossToErrorLaw),
        [
            new LawParameter { Name = "epsilon", Symbol = "ε", Kind = ParameterKind.Amplitude, Meaning = "error of a model of very high loss", LowestStart = 0.3, HighestStart = 1 },
            new LawParameter { Name = "k", Symbol = "k", Kind = ParameterKind.Amplitude, Meaning = "how far the error would fall were the loss to reach zero", LowestStart = 0.1, HighestStart = 100 },
            new LawParameter { Name = "gamma", Symbol = "γ", Kind = ParameterKind.Multiplier, Meaning = "rate at which a lower loss takes error away", LowestStart = 0.1, HighestStart = 10 },
        ],
        [LossVariable.Loss],
        "Gadre et al. 2024, arXiv:2403.08540",
        "Err = ε - k·e^(-γ·loss)");

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T> => parameters[0] - (parameters[1] * T.Exp(-(parameters[2] * variables[0])));
}
