namespace ScalingFit;

/// <content>Published laws of models that route.</content>
public static partial class Published
{
    private static readonly Publication Clark = new()
    {
        Paper = "Clark et al. 2022, arXiv:2202.01169",
        Place = "table 3",
        Data = "dense models and models of up to 512 experts, 130 billion tokens each",
        Note = "Base-10 logarithms. N is the size of the dense model. Rounded to three decimals: the size at which experts cease to help, 10^(-b/c), is 937 billion in the paper and 1e12 by the rounded S-BASE coefficients.",
    };

    /// <summary>Clark et al. 2022 (arXiv:2202.01169), table 3, experts assigned by S-BASE. Base-10 logarithms.</summary>
    public static FittedLaw Clark2022SBase => field ??= Experts("S-BASE", -0.082, -0.108, 0.009, 1.104, 1.847, 314.478);

    /// <summary>Clark et al. 2022, table 3, experts chosen by a policy learnt by reinforcement, RL-R. Base-10 logarithms.</summary>
    public static FittedLaw Clark2022ReinforcementLearning => field ??= Experts("RL-R", -0.083, -0.126, 0.012, 1.111, 1.880, 469.982);

    /// <summary>Clark et al. 2022, table 3, experts chosen by a hash of the token. Base-10 logarithms.</summary>
    public static FittedLaw Clark2022Hash => field ??= Experts("HASH", -0.087, -0.136, 0.012, 1.157, 4.175, 477.741);

    /// <summary>Abnar et al. 2025 (arXiv:2501.12370), table 3. N counts all parameters, active or not; S from 0 to below 1.</summary>
    public static FittedLaw Abnar2025 => field ??= ScalingLaw.Sparsity.Publish(
        "Abnar et al. 2025",
        new Publication
        {
            Paper = "Abnar et al. 2025, arXiv:2501.12370",
            Place = "table 3",
            Data = "mixtures of experts of different sparsity",
            Note = "R² 0.99 on the runs of the fit and 0.68 on those held out. λ is negative: the term of the active share falls as models get sparser.",
        },
        RunConventions.Default,
        ("a", 16612.5), ("alpha", 0.5962), ("b", 5455.67), ("beta", 0.3954), ("c", 0.4598), ("lambda", -0.1666), ("d", 17.26), ("delta", 0.1603), ("gamma", 0.1595), ("e", 0.94));

    /// <summary>Tian et al. 2025 (arXiv:2507.17702), table 2: the efficiency leverage of the Ling models, a ratio of compute. log10 of C, log2 of G.</summary>
    public static FittedLaw Tian2025EfficiencyLeverage => field ??= ScalingLaw.EfficiencyLeverage.Publish(
        "Tian et al. 2025, efficiency leverage",
        new Publication
        {
            Paper = "Tian et al. 2025, arXiv:2507.17702",
            Place = "table 2",
            Data = "over 300 models of up to 28 billion parameters; the fit is of leverages below 6",
            Note = "The bases of the logarithms are not printed: base 10 of C and base 2 of G are those that give the leverage above 7 at A 0.031, G 12 and 1e22 FLOP, and the best granularity near 12. A_max is next to infinite: the share does not saturate.",
        },
        new RunConventions { LossUnit = LossUnit.Other },
        ("a", 1.23), ("d", -0.0761), ("gamma", 0.0167), ("beta", -0.117), ("A_start", 0.0163), ("A_max", 5.28e16));

    private static FittedLaw[] RoutedSets => [Clark2022SBase, Clark2022ReinforcementLearning, Clark2022Hash, Abnar2025, Tian2025EfficiencyLeverage];

    private static FittedLaw Experts(string router, double a, double b, double c, double d, double start, double most) => ScalingLaw.RoutedExperts.Publish(
        $"Clark et al. 2022, {router}", Clark, RunConventions.Default, ("a", a), ("b", b), ("c", c), ("d", d), ("E_start", start), ("E_max", most));
}
