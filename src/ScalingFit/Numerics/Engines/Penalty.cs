using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Engines;

/// <summary>How a residual is charged, and which residual.</summary>
/// <param name="Kind">The function.</param>
/// <param name="Delta">Its scale, in units of the residual, where it has one.</param>
/// <param name="Of">What residuals are of.</param>
/// <param name="Shape">Degrees of freedom, the asymmetry or the tilt, where it has one.</param>
internal readonly record struct Penalty(PenaltyKind Kind, double Delta, ResidualOf Of, double Shape = 0)
{
    private const double RelativeRounding = 4e-15;

    /// <summary>The size of the response, which residuals of y itself are rounded and judged against; 1 for logarithms.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>What rounding in a residual amounts to: logarithms are taken and summed.</summary>
    private double ResidualRounding => RelativeRounding * Scale;

    /// <summary>ψ and ψ' of one residual: the first and the second derivative of what it is charged.</summary>
    public (double Slope, double Curvature) DerivativesAt(double residual) => Kind switch
    {
        PenaltyKind.Squares => DerivativesAt(new SquaresPenalty<V1>(), residual),
        PenaltyKind.Huber => DerivativesAt(new HuberPenalty<V1>(Delta), residual),
        PenaltyKind.Absolute => DerivativesAt(new AbsolutePenalty<V1>(Shape), residual),
        PenaltyKind.TiltedHuber => DerivativesAt(new TiltedHuberPenalty<V1>(Delta, Shape), residual),
        PenaltyKind.SoftL1 => DerivativesAt(new SoftL1Penalty<V1>(Delta), residual),
        PenaltyKind.StudentT => DerivativesAt(new StudentTPenalty<V1>(Delta, Shape), residual),
        _ => DerivativesAt(new ExpectilePenalty<V1>(Shape), residual),
    };

    /// <summary>
    /// What rounding in the residuals makes of a sum of this size: each is off by <see cref="ResidualRounding"/>, and counts by the penalty's slope, whose sum over rows
    /// is at most √(2nF) for squares and nδ for Huber.
    /// </summary>
    public double RoundingError(int rows, double objective)
    {
        double slopes = Kind switch
        {
            PenaltyKind.Absolute => rows * (1 + Math.Abs(Shape)),
            PenaltyKind.Huber or PenaltyKind.TiltedHuber => Math.Min(rows * Delta, Math.Sqrt(2 * rows * objective)),
            _ => Math.Sqrt(2 * rows * objective),
        };
        return ResidualRounding * (slopes + (rows * ResidualRounding));
    }

    /// <summary>
    /// The least sum that a share of 1e-10 means anything of: where the data all but lie on the law the sum itself is rounding, and nothing is small relative to it.
    /// For squares that of residuals of 4e-9, for absolute values of 4e-5.
    /// </summary>
    public double Resolution(int rows)
    {
        double small = 4e-9 * Scale;
        return rows * Kind switch
        {
            PenaltyKind.Absolute => 1e4 * small,
            PenaltyKind.Huber or PenaltyKind.TiltedHuber => small <= Delta ? 0.5 * small * small : Delta * (small - (0.5 * Delta)),
            _ => 0.5 * small * small,
        };
    }

    private static (double Slope, double Curvature) DerivativesAt<P>(P penalty, double residual)
        where P : struct, IPenalty<V1> => (V1.Sum(penalty.Slope(V1.All(residual))), V1.Sum(penalty.Curvature(V1.All(residual))));
}

internal enum PenaltyKind
{
    /// <summary>r²/2.</summary>
    Squares,

    /// <summary>r²/2 up to delta, δ(|r| - δ/2) beyond.</summary>
    Huber,

    /// <summary>|r| + tr with the tilt t between -1 and 1: (1 + t)|r| where the prediction is too high, (1 - t)|r| where it is too low.</summary>
    Absolute,

    /// <summary>Huber's function and tδr, which tends to δ times the tilted absolute value as δ falls.</summary>
    TiltedHuber,

    /// <summary>δ²(√(1 + r²/δ²) - 1): Huber's function without its corner.</summary>
    SoftL1,

    /// <summary>δ²(ν + 1)/2 ln(1 + r²/(νδ²)): the negative log-density of Student's t, δ² times.</summary>
    StudentT,

    /// <summary>τ r²/2 where the prediction is too low, (1 - τ) r²/2 where it is too high.</summary>
    Expectile,
}
