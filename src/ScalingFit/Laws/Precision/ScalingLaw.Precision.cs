using ScalingFit.Laws;

namespace ScalingFit;

/// <content>Laws of precision: bits while training, and bits afterwards.</content>
public sealed partial class ScalingLaw
{
    /// <summary>
    /// L = E + A/N_eff^α + B/D^β with N_eff = N·Π(1 - e^(n_x - P_x/γ_x)) over weights, activations and key-value cache, with parameters named E, A, alpha, B, beta, gamma_w, n_w, gamma_a, n_a, gamma_kv, n_kv.
    /// Runs need the bits they were trained in, the values <c>P_w</c>, <c>P_a</c> and <c>P_kv</c>. Kumar et al. 2024 (arXiv:2411.04330), who tie β to α: <c>ScalingLaw.Precision.Tie("alpha", "beta")</c>.
    /// </summary>
    /// <remarks>Below γ_x·n_x bits of any of the three nothing is left of the model, and the prediction is not a number. Held at zero, the biases n_x drop out.</remarks>
    public static ScalingLaw Precision => PrecisionLaw.Law;

    /// <summary>
    /// L = E + A/N^α + B/D^β + C_T·D^(γ_D)/N^(γ_N)·e^(-P/γ_post), with parameters named E, A, alpha, B, beta, C_T, gamma_D, gamma_N, gamma_post: models trained in high precision and rounded afterwards. Runs need the bits
    /// of a weight, the value <c>P</c>. Kumar et al. 2024 (arXiv:2411.04330).
    /// </summary>
    public static ScalingLaw PostTrainingPrecision => PostTrainingPrecisionLaw.Law;

    private static ScalingLaw[] PrecisionLaws => [Precision, PostTrainingPrecision];
}
