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

    /// <summary>Kaplan et al. 2020, equation 1.1: (N_c/N)^0.076 with N_c 8.8e13, on data that never end.</summary>
    public static FittedLaw Kaplan2020Size => field ??= OfOne("Kaplan et al. 2020, L(N)", Variable.Parameters, 8.8e13, 0.076, "equation 1.1", "The amplitude is N_c^α_N.");

    /// <summary>Kaplan et al. 2020, equation 1.2: (D_c/D)^0.095 with D_c 5.4e13, of large models stopped early.</summary>
    public static FittedLaw Kaplan2020Data => field ??= OfOne("Kaplan et al. 2020, L(D)", Variable.Tokens, 5.4e13, 0.095, "equation 1.2", "The amplitude is D_c^α_D.");

    /// <summary>Kaplan et al. 2020, section 3.3: (C_c/C)^0.057 with C_c 1.6e7 PF-days, at one batch size for all.</summary>
    public static FittedLaw Kaplan2020Compute => field ??= OfOne("Kaplan et al. 2020, L(C)", Variable.Flops, 1.6e7 * TrainingCompute.PetaflopDay, 0.057, "section 3.3", "The paper counts compute in PF-days of 8.64e19 FLOP; here in FLOPs. The amplitude is C_c^α_C.");

    /// <summary>Kaplan et al. 2020, equation 1.3: (C_c/C)^0.050 with C_c 3.1e8 PF-days, at batches far below the critical one (C_min).</summary>
    public static FittedLaw Kaplan2020MinimalCompute => field ??= OfOne("Kaplan et al. 2020, L(C_min)", Variable.Flops, 3.1e8 * TrainingCompute.PetaflopDay, 0.050, "equation 1.3", "The paper counts compute in PF-days of 8.64e19 FLOP; here in FLOPs. C is C_min, see CriticalBatch.MinimalFlops.");

    private static FittedLaw[] KaplanSets => [Kaplan2020, Kaplan2020Steps, Kaplan2020Size, Kaplan2020Data, Kaplan2020Compute, Kaplan2020MinimalCompute];

    private static FittedLaw OfOne(string source, Variable variable, double scale, double exponent, string place, string note) => ScalingLaw.Power(variable).Publish(
        source, Kaplan with { Place = place, Note = note }, NonEmbedding, ("A", Math.Pow(scale, exponent)), ("alpha", exponent));
}
