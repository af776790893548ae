using ScalingFit.Laws;

namespace ScalingFit;

/// <content>Laws of one variable, whichever: size, data, compute, or steps and examples of one's own.</content>
public sealed partial class ScalingLaw
{
    private static ScalingLaw[] OneVariableLaws =>
    [
        Power(Variable.Flops),
        PowerWithFloor(Variable.Flops),
        ShiftedPower(Variable.Tokens),
        SaturatingPower(Variable.Tokens),
        BrokenPower(Variable.Tokens, breaks: 1),
    ];

    /// <summary>
    /// L = A/x^α, with parameters named A, alpha: a straight line in the logarithms. Kaplan et al. 2020 (arXiv:2001.08361), equations 1.1 to 1.3; M1 of Alabdulmohsin et al. 2022 (arXiv:2209.06640).
    /// </summary>
    /// <param name="x">What the loss depends on, such as <see cref="Variable.Flops"/>; positive.</param>
    /// <exception cref="ArgumentException">The variable may be zero.</exception>
    public static ScalingLaw Power(Variable x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return PowerLaw.Of(x);
    }

    /// <summary>
    /// L = E + A/x^α, with parameters named E, A, alpha: a power law above a floor. Henighan et al. 2020 (arXiv:2010.14701), equation 1.1, with A = x_0^α; M2 of Alabdulmohsin et al. 2022
    /// (arXiv:2209.06640).
    /// </summary>
    /// <param name="x">What the loss depends on; positive.</param>
    /// <exception cref="ArgumentException">The variable may be zero.</exception>
    public static ScalingLaw PowerWithFloor(Variable x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return PowerLaw.WithFloor(x);
    }

    /// <summary>
    /// L = A (1/x + γ)^α, with parameters named A, gamma, alpha: a power law that levels off around x = 1/γ, at A γ^α. M3 of Alabdulmohsin et al. 2022 (arXiv:2209.06640).
    /// </summary>
    /// <param name="x">What the loss depends on; positive.</param>
    /// <exception cref="ArgumentException">The variable may be zero.</exception>
    public static ScalingLaw ShiftedPower(Variable x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return ShiftedPowerLaw.Of(x);
    }

    /// <summary>
    /// (L - E)/(L0 - L)^a = B/x^c solved for L, a power law that leaves an upper level L0, such as the loss of guessing, and ends on a floor E. M4 of Alabdulmohsin et al. 2022
    /// (arXiv:2209.06640), with parameters named E, span, d, c, a: L0 = E + span and B = d^c·span^(1 - a), where d is in units of x. a lies between 0.01 and 100.
    /// </summary>
    /// <param name="x">What the loss depends on; positive.</param>
    /// <exception cref="ArgumentException">The variable may be zero.</exception>
    public static ScalingLaw SaturatingPower(Variable x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return SaturatingPowerLaw.Of(x);
    }

    /// <summary>
    /// L = a + b/x^c0 Π_i (1 + (x/d_i)^(1/f_i))^(-c_i f_i), the broken neural scaling law, with parameters named a, b, c0 and for each break c1, d1, f1 and so on: straight stretches in the
    /// logarithms, whose slope changes by -c_i around x = d_i over some f_i of ln x. Rates may have either sign, so the loss may rise. Caballero et al. 2023 (arXiv:2210.14891), equation 1.
    /// </summary>
    /// <param name="x">What the loss depends on; positive.</param>
    /// <param name="breaks">How many breaks, from 1 to 5; each has three parameters.</param>
    /// <exception cref="ArgumentException">The variable may be zero.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of breaks is none of 1 to 5.</exception>
    public static ScalingLaw BrokenPower(Variable x, int breaks = 1)
    {
        ArgumentNullException.ThrowIfNull(x);
        return BrokenPowerLaw.Of(x, breaks);
    }
}
