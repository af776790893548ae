namespace ScalingFit.Laws;

/// <summary>
/// Steps to a loss at a batch size, S = S_min·(1 + B_crit/B): below the critical batch twice the batch halves the steps, above it hardly changes them. McCandlish et al. 2018 (arXiv:1812.06162), equation 2.7; in Zhang et al. 2024
/// (arXiv:2410.21676) the form a + b/B. B in any unit, and B_crit in the same.
/// </summary>
internal readonly struct BatchStepsLaw : ILaw
{
    private static readonly Variable Batch = Variable.Of("B", "batch size", "tokens or sequences");

    public static ScalingLaw Law { get; } = ScalingLaw.Written(
        "Steps by batch size",
        default(BatchStepsLaw),
        [
            new LawParameter { Name = "Smin", Symbol = "S_min", Kind = ParameterKind.Amplitude, Meaning = "steps that no batch size can save" },
            new LawParameter { Name = "Bcrit", Symbol = "B_crit", Kind = ParameterKind.Multiplier, Meaning = "critical batch size, at which steps are twice the least", StartsLike = Batch },
        ],
        [Batch],
        "McCandlish et al. 2018, arXiv:1812.06162, eq. 2.7",
        "S = S_min·(1 + B_crit/B)");

    public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
        where T : struct, IScalar<T> => p[0] * (1 + (p[1] / x[0]));
}
