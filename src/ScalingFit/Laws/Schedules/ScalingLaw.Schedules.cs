using System.Globalization;
using ScalingFit.Laws;

namespace ScalingFit;

/// <content>Laws of whole loss curves under a schedule of the learning rate.</content>
public sealed partial class ScalingLaw
{
    /// <summary>
    /// L = L0 + A·S^-α - B·Σ_k (η_(k-1) - η_k)·(1 - (1 + C·η_k^-γ·S_k)^-β), with parameters named L0, A, alpha, B, C, beta, gamma: the loss at a step of a run whose learning rates η are known. S is the sum of
    /// the rates until the step, S_k that from step k on; all sums begin with the warm-up, from a rate of zero. Luo et al. 2025 (arXiv:2503.12811).
    /// </summary>
    /// <remarks>
    /// Runs need <see cref="TrainingRun.Step"/> and <see cref="TrainingRun.Schedule"/>. One set of parameters holds for one model size. The sum over k is worked out at up to 64 nodes a row: exact for rates that
    /// change at no more steps than that, to 1e-6 of loss for the shapes of <see cref="LearningRateSchedule"/>; rates that rise and fall many times, or change unevenly, are refused, and need <see cref="MultiPowerWith"/>.
    /// A rate of zero counts as 1e-12 of the peak.
    /// </remarks>
    public static ScalingLaw MultiPower => MultiPowerLaw.Law;

    /// <summary><see cref="MultiPower"/> with more nodes for the sum over k, for rates that rise and fall many times or change unevenly. A fit takes in proportion longer.</summary>
    /// <param name="nodes">How many nodes a row has, from 8 to 1024; 64 in <see cref="MultiPower"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer or more nodes.</exception>
    public static ScalingLaw MultiPowerWith(int nodes) => nodes is >= 8 and <= 1024
        ? MultiPowerLaw.With(nodes)
        : throw new ArgumentOutOfRangeException(nameof(nodes), nodes.ToString(CultureInfo.InvariantCulture), "The sum over the rate's past takes from 8 to 1024 nodes.");

    /// <summary>
    /// L = L0 + A·S1^-α - C·S2, with parameters named L0, A, alpha, C: the loss at a step of a run whose learning rates η are known. S1 is the sum of the rates, with the warm-up at the peak rate; S2 = Σ_i m_i with
    /// m_i = λ m_(i-1) + (η_(i-1) - η_i). Tissue et al. 2024 (arXiv:2408.11029).
    /// </summary>
    /// <remarks>Runs need <see cref="TrainingRun.Step"/> and <see cref="TrainingRun.Schedule"/>. One set of parameters holds for one model size.</remarks>
    /// <param name="decay">λ, above 0 and below 1: how long the rate's past is remembered.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay is not above 0 and below 1.</exception>
    public static ScalingLaw Annealing(double decay = 0.999) => decay > 0 && decay < 1
        ? AnnealingLaw.For(decay)
        : throw new ArgumentOutOfRangeException(nameof(decay), decay.ToString(CultureInfo.InvariantCulture), "The decay of the momentum lies between 0 and 1, such as 0.999.");

    private static ScalingLaw[] ScheduleLaws => [MultiPower, Annealing()];
}
