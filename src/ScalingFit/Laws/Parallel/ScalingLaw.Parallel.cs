using ScalingFit.Laws;

namespace ScalingFit;

/// <content>Laws of compute without parameters: streams side by side, and passes one after another.</content>
public sealed partial class ScalingLaw
{
    /// <summary>
    /// L = E + (A/(N·(κ·ln P + 1)))^α, with parameters named E, A, alpha, kappa; κ is at least 0. Runs need parallel streams, the value <c>P</c>, 1 or more, and have all seen the same data.
    /// Chen et al. 2025 (arXiv:2505.10475).
    /// </summary>
    public static ScalingLaw ParallelStreams => ParallelStreamsLaw.Law;

    /// <summary>
    /// L = E + A·(N_once + r^φ·N_rec)^(-α) + B/D^β, with parameters named E, A, alpha, phi, B, beta. Runs need the values <c>N_once</c> and <c>N_rec</c>, the parameters that are passed once and in a loop, and <c>r</c>, how
    /// often the loop is passed. Schwethelm, Rückert and Kaissis 2026 (arXiv:2604.21106).
    /// </summary>
    public static ScalingLaw Looped => LoopedLaw.Law;

    private static ScalingLaw[] ParallelLaws => [ParallelStreams, Looped];
}
