namespace ScalingFit;

/// <content>Published laws of precision.</content>
public static partial class Published
{
    /// <summary>
    /// Kumar et al. 2024 (arXiv:2411.04330), table 2: training in integers of few bits, with a bias a kind, β tied to α. The optimal precision, where N_eff/N is largest for its bits, is 7.0 bits.
    /// </summary>
    public static FittedLaw Kumar2024 => field ??= ScalingLaw.Precision.Tie("alpha", "beta").Publish(
        "Kumar et al. 2024",
        new Publication
        {
            Paper = "Kumar et al. 2024, arXiv:2411.04330",
            Place = "table 2, appendices K and N",
            Data = "over 465 pretraining runs of 30 to 220 million parameters on 1.5 to 26 billion tokens; the authors check it up to 1.7 billion parameters",
            Note = "The sign of the biases is the one that gives the paper's 7 to 8 bits; without them the optimum is at 3.5. The law says nothing at 3.1 bits of activations and below. For floating-point weights the paper has γ_w 2.8111 and n_w 0.1240.",
        },
        RunConventions.Default,
        ("E", 2.7648), ("A", 4299), ("alpha", 0.4965), ("B", 18060), ("beta", 0.4965), ("gamma_w", 2.6745), ("n_w", 0.3037), ("gamma_a", 2.2102), ("n_a", 1.4072), ("gamma_kv", 0.9578), ("n_kv", 2.4185));

    private static FittedLaw[] PrecisionSets => [Kumar2024];
}
