using ScalingFit.Laws;

namespace ScalingFit;

/// <content>Laws of models that route: experts, their granularity, the share that is active.</content>
public sealed partial class ScalingLaw
{
    /// <summary>
    /// log10 L = a·log10 N + b·log10 Ê + c·log10 N·log10 Ê + d with the number of experts saturated between E_start and E_max, with parameters named a, b, c, d, E_start, E_max. All logarithms are to base 10. N is the size
    /// of the dense base model, active for a token; runs need the value <c>experts</c>, 1 where dense, and have all seen the same data. Clark et al. 2022 (arXiv:2202.01169).
    /// </summary>
    public static ScalingLaw RoutedExperts => RoutedExpertsLaw.Law;

    /// <summary>
    /// L = c + (g/G^γ + a)/N^α + b/D^β, with parameters named c, g, gamma, a, alpha, b, beta. Runs need granularity, the value <c>G</c>: into how many experts each is cut. Krajewski et al. 2024 (arXiv:2402.07871).
    /// </summary>
    public static ScalingLaw Granularity => GranularityLaw.Law;

    /// <summary>
    /// L = a/N^α + b/D^β + c/(1 - S)^λ + d/((1 - S)^δ·N^γ) + e, with parameters named a, alpha, b, beta, c, lambda, d, delta, gamma, e. N counts the parameters of all experts; runs need the value <c>S</c>, the share of
    /// them inactive for a token, from 0 to below 1. Abnar et al. 2025 (arXiv:2501.12370).
    /// </summary>
    public static ScalingLaw Sparsity => SparsityLaw.Law;

    /// <summary>
    /// EL = Â^(a + d·log10 C + γ·(log2 G)² + β·log2 G), with parameters named a, d, gamma, beta, A_start, A_max. The response is a ratio of compute, not a loss: declare <see cref="LossUnit.Other"/>. Runs need compute and
    /// the values <c>A</c>, the share of experts active for a token, and <c>G</c>, granularity. Tian et al. 2025 (arXiv:2507.17702), equations 10 to 13.
    /// </summary>
    public static ScalingLaw EfficiencyLeverage => EfficiencyLeverageLaw.Law;

    private static ScalingLaw[] RoutedLaws => [RoutedExperts, Granularity, Sparsity, EfficiencyLeverage];
}
