namespace ScalingFit;

/// <content>Luo et al. 2025: three sizes under nine schedules.</content>
public static partial class Published
{
    /// <summary>Luo et al. 2025 (arXiv:2503.12811), 25M parameters: L0 3.0405, A 0.5247, α 0.5079, B 363.8, C 2.066, β 0.5828, γ 0.6414.</summary>
    public static FittedLaw Luo2025Of25M => field ??= MultiPower("25M", 3.04045406, 0.52468604, 0.50786857, 363.78751622, 2.06560812, 0.58279013, 0.64142257);

    /// <summary>Luo et al. 2025 (arXiv:2503.12811), 100M parameters: L0 2.6514, A 0.6012, α 0.4530, B 437.9, C 2.132, β 0.5979, γ 0.6552.</summary>
    public static FittedLaw Luo2025Of100M => field ??= MultiPower("100M", 2.6514477, 0.60115152, 0.45295811, 437.9464276, 2.13245612, 0.59785199, 0.65523644);

    /// <summary>Luo et al. 2025 (arXiv:2503.12811), 400M parameters: L0 2.3747, A 0.6542, α 0.4288, B 523.4, C 2.025, β 0.5935, γ 0.6347.</summary>
    public static FittedLaw Luo2025Of400M => field ??= MultiPower("400M", 2.37474466, 0.65421216, 0.42878731, 523.42464371, 2.02462735, 0.59350493, 0.63472457);

    private static FittedLaw[] ScheduleSets => [Luo2025Of25M, Luo2025Of100M, Luo2025Of400M];

    private static FittedLaw MultiPower(string size, double l0, double a, double alpha, double b, double c, double beta, double gamma) => ScalingLaw.MultiPower.Publish(
        $"Luo et al. 2025, {size}",
        new Publication
        {
            Paper = "Luo et al. 2025, arXiv:2503.12811",
            Place = "the authors' repository, thu-yao-01-luo/MultiPowerLaw",
            Data = $"three loss curves of a {size} model: constant and cosine over 24,000 steps, and two stages with a drop from 3e-4 to 9e-5 at step 8000",
            Note = "Log-Huber, delta 1e-3, minimised by AdamW. To the digits printed. The sums begin with the warm-up, from a rate of zero; without it these numbers are 3 to 5 % off.",
        },
        RunConventions.Default,
        ("L0", l0), ("A", a), ("alpha", alpha), ("B", b), ("C", c), ("beta", beta), ("gamma", gamma));
}
