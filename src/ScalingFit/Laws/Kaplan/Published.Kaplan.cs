namespace ScalingFit;

/// <content>Kaplan et al. 2020.</content>
public static partial class Published
{
    private static readonly Publication Kaplan = new()
    {
        Paper = "Kaplan et al. 2020, arXiv:2001.08361",
        Place = "table 2",
        Data = "decoder-only models of 768 to 1.5 billion non-embedding parameters on WebText2, context 1024",
        Note = "N counts non-embedding parameters. Early stopping, dropout 0.1 and up to many epochs: compute is not 6ND of this D.",
    };

    private static readonly RunConventions NonEmbedding = new() { Counting = ParameterCounting.NonEmbedding };

    /// <summary>Kaplan et al. 2020, equation 1.5 with table 2: α_N 0.076, α_D 0.103, N_c 6.4e13, D_c 1.8e13.</summary>
    public static FittedLaw Kaplan2020 => field ??= ScalingLaw.KaplanJoint.Publish(
        "Kaplan et al. 2020, L(N, D)", Kaplan, NonEmbedding, ("Nc", 6.4e13), ("alphaN", 0.076), ("Dc", 1.8e13), ("alphaD", 0.103));

    /// <summary>Kaplan et al. 2020, equation 1.6 with table 3: α_N 0.077, α_S 0.76, N_c 6.5e13, S_c 2.1e3.</summary>
    public static FittedLaw Kaplan2020Steps => field ??= ScalingLaw.KaplanSteps.Publish(
        "Kaplan et al. 2020, L(N, S)",
        Kaplan with { Place = "table 3", Note = "S counts steps at a batch far above the critical one, S_min. Amplitudes are N_c^α_N and S_c^α_S." },
        NonEmbedding,
        ("A", Math.Pow(6.5e13, 0.077)),
        ("alphaN", 0.077),
        ("B", Math.Pow(2.1e3, 0.76)),
        ("alphaS", 0.76));

    private static FittedLaw[] KaplanSets => [Kaplan2020, Kaplan2020Steps];
}
