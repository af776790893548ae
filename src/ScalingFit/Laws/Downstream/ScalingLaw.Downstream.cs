using ScalingFit.Laws;

namespace ScalingFit;

/// <content>Over-training, and the steps from loss to what models are used for.</content>
public sealed partial class ScalingLaw
{
    /// <summary>
    /// L = E + (a·M^η + b·M^-η)·C^-η with M = D/N, with parameters named E, a, b, eta. With C = κND it is Chinchilla's law with α = β = 2η, A = a·κ^-η, B = b·κ^-η; loss is least at M = (b/a)^(1/2η) whatever the compute.
    /// C in FLOPs. Gadre et al. 2024 (arXiv:2403.08540).
    /// </summary>
    public static ScalingLaw OverTraining => field ??= new ScalingLaw(OverTrainingLaw.Definition);

    /// <summary>
    /// Err = ε - k·e^(-γ·loss), with parameters named epsilon, k, gamma: an error rate as a function of the loss, which runs give as the value <c>loss</c>; the error takes the place of their <see cref="TrainingRun.Loss"/>
    /// (<see cref="LossUnit.Other"/>). Gadre et al. 2024 (arXiv:2403.08540).
    /// </summary>
    public static ScalingLaw LossToError => LossToErrorLaw.Law;

    /// <summary>
    /// Acc = top - drop/(1 + e^(-k·(loss - L0))), with parameters named top, drop, k, L0: the accuracy of a task as a function of its loss, which runs give as the value <c>loss</c>; the accuracy takes the place of their
    /// <see cref="TrainingRun.Loss"/> (<see cref="LossUnit.Other"/>). Top and drop are at most 1. Bhagia et al. 2024 (arXiv:2412.04403), whose b is the top and whose a is minus the drop.
    /// </summary>
    public static ScalingLaw LossToAccuracy => LossToAccuracyLaw.Law;

    /// <summary>L = a + b·ln x, with parameters named a, b of any sign: a straight line in the logarithm of one variable, such as compute (Dubey et al. 2024, arXiv:2407.21783, section 3.2.1).</summary>
    /// <param name="x">The variable, such as <see cref="Variable.Flops"/>.</param>
    /// <returns>The law.</returns>
    /// <exception cref="ArgumentException">The variable may be zero, which has no logarithm.</exception>
    public static ScalingLaw LogLinear(Variable x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Range != VariableRange.Positive) throw new ArgumentException($"{x} may be zero, which has no logarithm. Declare it with {nameof(VariableRange)}.{nameof(VariableRange.Positive)}.", nameof(x));
        return LogLinearLaw.Of(x);
    }

    private static ScalingLaw[] DownstreamLaws => [OverTraining, LossToError, LossToAccuracy, LogLinear(Variable.Flops)];
}
