using ScalingFit.Laws;

namespace ScalingFit;

/// <content>Laws of learning rate, batch size and the like.</content>
public sealed partial class ScalingLaw
{
    /// <summary>
    /// S = S_min·(1 + B_crit/B): steps to a given loss at batch size B, with parameters named Smin and Bcrit. McCandlish et al. 2018 (arXiv:1812.06162), equation 2.7. Runs need B, and give the steps as their loss
    /// (<see cref="LossUnit.Other"/>).
    /// </summary>
    public static ScalingLaw BatchSteps => BatchStepsLaw.Law;

    /// <summary>
    /// y = c·N^p·D^q for the variables given, with parameters named c, p, q, r, s: how a learning rate or a batch size is set. Runs give y as their loss (<see cref="LossUnit.Other"/>). Exponents may have either sign.
    /// </summary>
    /// <param name="variables">One to four variables, such as <see cref="Variable.Flops"/>, or N and D. Positive ones.</param>
    /// <exception cref="ArgumentException">There are none or more than four, one stands twice, or one may be zero.</exception>
    public static ScalingLaw PowerProduct(params IEnumerable<Variable> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return new ScalingLaw(PowerProductLaw.Define([.. variables]));
    }

    private static ScalingLaw[] HyperParameterLaws => [PowerProduct(Variable.Parameters, Variable.Tokens), BatchSteps];
}
