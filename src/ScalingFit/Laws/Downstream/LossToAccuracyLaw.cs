namespace ScalingFit.Laws;

/// <summary>
/// The sigmoid from a task's loss to its accuracy, Acc = top - drop/(1 + e^(-k(L - L0))). Bhagia et al. 2024 (arXiv:2412.04403), the second step of the OLMo ladder, who write a/(1 + e^(-k(L - L0))) + b with a from -1 to 0
/// and b from 0 to 1: top = b and drop = -a, so that all numbers are positive. L in bits a byte of the right answer in the paper; Acc a share.
/// </summary>
internal readonly struct LossToAccuracyLaw : ILaw
{
    public static ScalingLaw Law { get; } = ScalingLaw.Written(
        "Loss to accuracy",
        default(LossToAccuracyLaw),
        [
            new LawParameter { Name = "top", Symbol = "top", Kind = ParameterKind.Amplitude, Meaning = "accuracy of a model of very low loss", Highest = 1, LowestStart = 0.3, HighestStart = 1 },
            new LawParameter { Name = "drop", Symbol = "drop", Kind = ParameterKind.Amplitude, Meaning = "how far below it accuracy lies at a high loss, where models guess", Highest = 1, LowestStart = 0.1, HighestStart = 1 },
            new LawParameter { Name = "k", Symbol = "k", Kind = ParameterKind.Multiplier, Meaning = "steepness of the rise", LowestStart = 1, HighestStart = 30 },
            new LawParameter { Name = "L0", Symbol = "L0", Kind = ParameterKind.Multiplier, Meaning = "loss at which half the rise is done", StartsLike = LossVariable.Loss },
        ],
        [LossVariable.Loss],
        "Bhagia et al. 2024, arXiv:2412.04403",
        "Acc = top - drop/(1 + e^(-k·(loss - L0)))");

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T> => parameters[0] - (parameters[1] / (1 + T.Exp(-(parameters[2] * (variables[0] - parameters[3])))));
}
