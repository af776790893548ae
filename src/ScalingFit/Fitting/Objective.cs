using System.Globalization;
using ScalingFit.Numerics.Engines;

namespace ScalingFit;

/// <summary>
/// What a fit minimises: a sum over runs of a penalty on residuals, taken on the logarithm of the loss (ln L̂ - ln L), on the loss itself (L̂ - L), or on its
/// logit for responses between 0 and 1.
/// </summary>
/// <remarks>
/// Always the sum, never the mean: dividing by the number of runs changes nothing in the optimum and has made optimisers with
/// absolute tolerances stop early. Where runs have known standard deviations (<see cref="TrainingRun.LossStandardDeviation"/>), residuals are charged in units of theirs.
/// </remarks>
public sealed record Objective
{
    private Objective(string name, Penalty penalty, double factor = 1)
    {
        Name = name;
        Penalty = penalty;
        Factor = factor;
    }

    /// <summary>The default: log-Huber with delta 1e-3, as Hoffmann et al. 2022 use it.</summary>
    public static Objective Default { get; } = LogHuber(1e-3);

    /// <summary>Half the squared residual of ln L.</summary>
    public static Objective LogLeastSquares { get; } = new("log least squares", new Penalty(PenaltyKind.Squares, 0, ResidualOf.Logarithm));

    /// <summary>The absolute residual of ln L, minimised exactly.</summary>
    public static Objective LogLeastAbsoluteDeviations { get; } = new("log least absolute deviations", new Penalty(PenaltyKind.Absolute, 0, ResidualOf.Logarithm));

    /// <summary>Half the squared residual of L.</summary>
    public static Objective LeastSquares { get; } = new("least squares", new Penalty(PenaltyKind.Squares, 0, ResidualOf.Response));

    /// <summary>The absolute residual of L, minimised exactly.</summary>
    public static Objective LeastAbsoluteDeviations { get; } = new("least absolute deviations", new Penalty(PenaltyKind.Absolute, 0, ResidualOf.Response));

    /// <summary>Half the squared residual of the logit ln(L/(1 - L)), for responses between 0 and 1, such as error rates.</summary>
    public static Objective LogitLeastSquares { get; } = new("logit least squares", new Penalty(PenaltyKind.Squares, 0, ResidualOf.Logit));

    /// <summary>The absolute residual of the logit ln(L/(1 - L)), minimised exactly, for responses between 0 and 1.</summary>
    public static Objective LogitLeastAbsoluteDeviations { get; } = new("logit least absolute deviations", new Penalty(PenaltyKind.Absolute, 0, ResidualOf.Logit));

    /// <summary>What it is called, with its delta where it has one.</summary>
    public string Name { get; }

    /// <summary>Whether residuals are of ln L.</summary>
    public bool OnLogarithm => Penalty.Of == ResidualOf.Logarithm;

    /// <summary>Whether residuals are of the logit of L, which must then lie between 0 and 1.</summary>
    public bool OnLogit => Penalty.Of == ResidualOf.Logit;

    /// <summary>The residual at which Huber's function turns from a parabola to a line; null for other objectives.</summary>
    public double? Delta => Penalty.Kind == PenaltyKind.Huber ? Penalty.Delta : null;

    internal Penalty Penalty { get; }

    /// <summary>Whether runs above the law count otherwise than those below, so that it does not pass through their middle: quantiles other than the median, and expectiles.</summary>
    internal bool IsTilted => Penalty switch
    {
        { Kind: PenaltyKind.Absolute } => Penalty.Shape != 0,
        { Kind: PenaltyKind.Expectile } => Penalty.Shape != 0.5,
        _ => false,
    };

    /// <summary>What the penalty is multiplied by, with the weights.</summary>
    internal double Factor { get; }

    /// <summary>
    /// Huber's function of the residual of ln L: r²/2 up to delta, δ(|r| - δ/2) beyond, so that outliers count by their size and not by its square.
    /// </summary>
    /// <param name="delta">Where the parabola ends, in ln L: 1e-3 is a loss 0.1 % off.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public static Objective LogHuber(double delta = 1e-3) => OfHuber(delta, ResidualOf.Logarithm);

    /// <summary>Huber's function of the residual of L.</summary>
    /// <param name="delta">Where the parabola ends, in units of the loss.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public static Objective Huber(double delta) => OfHuber(delta, ResidualOf.Response);

    /// <summary>Huber's function of the residual of the logit ln(L/(1 - L)), for responses between 0 and 1.</summary>
    /// <param name="delta">Where the parabola ends, in logits.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public static Objective LogitHuber(double delta) => OfHuber(delta, ResidualOf.Logit);

    /// <summary>
    /// Soft-L1 of the residual of ln L: δ²(√(1 + r²/δ²) - 1), which is Huber's function without its corner (SciPy's soft_l1 with f_scale = delta).
    /// </summary>
    /// <param name="delta">Where the parabola gives way to a line, in ln L.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public static Objective LogSoftL1(double delta = 1e-3) => OfSoftL1(delta, ResidualOf.Logarithm);

    /// <summary>Soft-L1 of the residual of L.</summary>
    /// <param name="delta">Where the parabola gives way to a line, in units of the loss.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public static Objective SoftL1(double delta) => OfSoftL1(delta, ResidualOf.Response);

    /// <summary>
    /// Student's t for the residual of ln L: δ²(ν + 1)/2 ln(1 + r²/(νδ²)), by which far outliers lose their pull altogether. Not convex: there may be several minima.
    /// </summary>
    /// <param name="scale">δ, the scale of ordinary residuals, in ln L.</param>
    /// <param name="freedom">ν, the degrees of freedom: the fewer, the less outliers count.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public static Objective LogStudentT(double scale, double freedom = 4) => OfStudentT(scale, freedom, ResidualOf.Logarithm);

    /// <summary>Student's t for the residual of L.</summary>
    /// <param name="scale">δ, the scale of ordinary residuals, in units of the loss.</param>
    /// <param name="freedom">ν, the degrees of freedom: the fewer, the less outliers count.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public static Objective StudentT(double scale, double freedom = 4) => OfStudentT(scale, freedom, ResidualOf.Response);

    /// <summary>
    /// Expectiles of ln L: half the squared residual, times τ where a run lies above the law and 1 - τ where it lies below. A small τ fits the lower envelope: what
    /// well-tuned runs reach.
    /// </summary>
    /// <param name="tau">τ, between 0 and 1; 0.5 is least squares.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not between 0 and 1.</exception>
    public static Objective LogExpectile(double tau) => OfExpectile(tau, ResidualOf.Logarithm);

    /// <summary>Expectiles of L.</summary>
    /// <param name="tau">τ, between 0 and 1; 0.5 is least squares.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not between 0 and 1.</exception>
    public static Objective Expectile(double tau) => OfExpectile(tau, ResidualOf.Response);

    /// <summary>
    /// Quantiles of ln L (Koenker and Bassett 1978): the absolute residual times τ where a run lies above the law and 1 - τ where it lies below, minimised exactly. The fraction τ of the runs ends
    /// up below the law.
    /// </summary>
    /// <param name="tau">τ, between 0 and 1; 0.5 is half the absolute deviations.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not between 0 and 1.</exception>
    public static Objective LogPinball(double tau) => OfPinball(tau, ResidualOf.Logarithm);

    /// <summary>Quantiles of L.</summary>
    /// <param name="tau">τ, between 0 and 1; 0.5 is half the absolute deviations.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not between 0 and 1.</exception>
    public static Objective Pinball(double tau) => OfPinball(tau, ResidualOf.Response);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static Objective OfHuber(double delta, ResidualOf of)
    {
        Require.Positive(delta, nameof(delta));
        string name = of switch { ResidualOf.Logarithm => "log-Huber", ResidualOf.Logit => "logit Huber", _ => "Huber" };
        return new Objective(string.Create(CultureInfo.InvariantCulture, $"{name} (delta {delta})"), new Penalty(PenaltyKind.Huber, delta, of));
    }

    private static Objective OfSoftL1(double delta, ResidualOf of)
    {
        Require.Positive(delta, nameof(delta));
        return new Objective(string.Create(CultureInfo.InvariantCulture, $"{Prefix(of)}soft-L1 (delta {delta})"), new Penalty(PenaltyKind.SoftL1, delta, of));
    }

    private static Objective OfStudentT(double scale, double freedom, ResidualOf of)
    {
        Require.Positive(scale, nameof(scale));
        Require.Positive(freedom, nameof(freedom));
        string name = string.Create(CultureInfo.InvariantCulture, $"{Prefix(of)}Student-t (scale {scale}, {freedom} degrees of freedom)");
        return new Objective(name, new Penalty(PenaltyKind.StudentT, scale, of, freedom));
    }

    private static Objective OfExpectile(double tau, ResidualOf of)
    {
        RequireShare(tau);
        return new Objective(string.Create(CultureInfo.InvariantCulture, $"{Prefix(of)}expectile (tau {tau})"), new Penalty(PenaltyKind.Expectile, 0, of, tau));
    }

    private static Objective OfPinball(double tau, ResidualOf of)
    {
        RequireShare(tau);

        // τ and 1 - τ are half of 1 - t and 1 + t.
        return new Objective(string.Create(CultureInfo.InvariantCulture, $"{Prefix(of)}pinball (tau {tau})"), new Penalty(PenaltyKind.Absolute, 0, of, 1 - (2 * tau)), factor: 0.5);
    }

    private static string Prefix(ResidualOf of) => of == ResidualOf.Logarithm ? "log " : "";

    private static void RequireShare(double tau)
    {
        if (!(tau > 0 && tau < 1)) throw new ArgumentOutOfRangeException(nameof(tau), tau.ToString(CultureInfo.InvariantCulture), "τ lies between 0 and 1.");
    }
}
