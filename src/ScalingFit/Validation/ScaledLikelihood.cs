using MathNet.Numerics;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Validation;

/// <summary>
/// An objective as a likelihood: the density exp(-ρ(r)/s)/Z(s) of residuals, where ρ is the penalty with its own delta and s a free scale. Squares give the normal distribution, absolute values Laplace's, Huber's function
/// that of Huber 1964.
/// </summary>
/// <remarks>
/// The sum F of penalties alone is no likelihood: its unit is arbitrary, and with delta at 1e-3 a difference of 2 in it would mean nothing. For every s the likelihood is highest where F is lowest, so that the fit's
/// parameters are its maximum, and s adds one parameter: ln likelihood = -F/s - n ln Z(s).
/// </remarks>
internal sealed class ScaledLikelihood(Penalty penalty)
{
    /// <summary>How far below its largest possible value the scale is looked for, in ln s.</summary>
    private const double Depth = 25;

    private const int Steps = 120;

    private static readonly double Golden = 0.5 * (Math.Sqrt(5) - 1);

    /// <summary>ρ(r).</summary>
    public double Charge(double r) => penalty.Kind switch
    {
        PenaltyKind.Squares => V1.Sum(default(SquaresPenalty<V1>).Charge(new V1(r))),
        PenaltyKind.Huber => V1.Sum(new HuberPenalty<V1>(penalty.Delta).Charge(new V1(r))),
        PenaltyKind.Absolute => V1.Sum(new AbsolutePenalty<V1>(penalty.Shape).Charge(new V1(r))),
        PenaltyKind.SoftL1 => V1.Sum(new SoftL1Penalty<V1>(penalty.Delta).Charge(new V1(r))),
        PenaltyKind.StudentT => V1.Sum(new StudentTPenalty<V1>(penalty.Delta, penalty.Shape).Charge(new V1(r))),
        PenaltyKind.Expectile => V1.Sum(new ExpectilePenalty<V1>(penalty.Shape).Charge(new V1(r))),
        _ => throw new NotSupportedException($"{penalty.Kind} is a means of minimising, no objective."),
    };

    /// <summary>ln Z(s), the logarithm of ∫ exp(-ρ(r)/s) dr.</summary>
    public double LogNormaliser(double s)
    {
        double delta = penalty.Delta;
        switch (penalty.Kind)
        {
            case PenaltyKind.Squares:
                return 0.5 * Math.Log(2 * Math.PI * s);
            case PenaltyKind.Huber:
                // √(2πs) erf(δ/√(2s)) + 2 (s/δ) exp(-δ²/(2s)).
                double inner = Math.Sqrt(2 * Math.PI * s) * SpecialFunctions.Erf(delta / Math.Sqrt(2 * s));
                return Math.Log(inner + (2 * (s / delta) * Math.Exp(-delta * delta / (2 * s))));
            case PenaltyKind.Absolute:
                // s/(1 + t) + s/(1 - t).
                return Math.Log(2 * s / ((1 - penalty.Shape) * (1 + penalty.Shape)));
            case PenaltyKind.SoftL1:
                // 2 δ e^c K₁(c) with c = δ²/s.
                return Math.Log(2 * delta * ScaledBessel(delta * delta / s));
            case PenaltyKind.StudentT:
                // δ √ν B(½, m - ½) with m = (ν + 1)δ²/(2s): no density where the tails are too heavy.
                double power = 0.5 * (penalty.Shape + 1) * delta * delta / s;
                return power <= 0.5
                    ? double.PositiveInfinity
                    : Math.Log(delta * Math.Sqrt(penalty.Shape * Math.PI)) + SpecialFunctions.GammaLn(power - 0.5) - SpecialFunctions.GammaLn(power);
            case PenaltyKind.Expectile:
                // Half a normal distribution on either side: √(πs/2) (1/√τ + 1/√(1 - τ)).
                return Math.Log(Math.Sqrt(0.5 * Math.PI * s) * ((1 / Math.Sqrt(penalty.Shape)) + (1 / Math.Sqrt(1 - penalty.Shape))));
            default:
                throw new NotSupportedException($"{penalty.Kind} is a means of minimising, no objective.");
        }
    }

    /// <summary>e^c K₁(c): for large c, where MathNet's has no value, by Hankel's series √(π/2c) Σ Π (4 - (2j - 1)²)/(k! (8c)^k).</summary>
    private static double ScaledBessel(double c)
    {
        if (c < 50) return SpecialFunctions.BesselKScaled(1, c);
        double sum = 1;
        double term = 1;
        for (int k = 1; k <= 15; k++)
        {
            term *= (4 - (((2 * k) - 1) * ((2 * k) - 1))) / (k * 8 * c);
            sum += term;
        }

        return Math.Sqrt(0.5 * Math.PI / c) * sum;
    }

    /// <summary>The logarithm of the density of a residual.</summary>
    public double LogDensity(double r, double s) => (-Charge(r) / s) - LogNormaliser(s);

    /// <summary>The scale at which -F/s - n ln Z(s) is largest. Zero where the sum is: the likelihood then has no bound.</summary>
    /// <param name="sum">F.</param>
    /// <param name="count">n.</param>
    public double Scale(double sum, double count)
    {
        if (!(sum > 0)) return 0;
        switch (penalty.Kind)
        {
            case PenaltyKind.Squares or PenaltyKind.Expectile:
                return 2 * sum / count;
            case PenaltyKind.Absolute:
                return sum / count;
            default:
                break;
        }

        // At the maximum the density's mean of ρ is F/n; integrated by parts its mean of rρ' is s. No ρ here grows faster than a square, rρ' ≤ 2ρ, so that s ≤ 2F/n. As a function of 1/s the logarithm of the likelihood is
        // concave, so that there is one maximum, and sections find it.
        double high = Math.Log(2 * sum / count);
        double low = high - Depth;
        double Value(double u) => (-sum * Math.Exp(-u)) - (count * LogNormaliser(Math.Exp(u)));
        double left = high - (Golden * (high - low));
        double right = low + (Golden * (high - low));
        double atLeft = Value(left);
        double atRight = Value(right);
        for (int k = 0; k < Steps && right > left; k++)
        {
            if (atLeft < atRight)
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (Golden * (high - low));
                atRight = Value(right);
            }
            else
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (Golden * (high - low));
                atLeft = Value(left);
            }
        }

        return Math.Exp(0.5 * (low + high));
    }
}
