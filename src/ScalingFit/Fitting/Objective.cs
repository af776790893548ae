using System.Globalization;
using ScalingFit.Numerics;

namespace ScalingFit;

/// <summary>
/// What a fit minimises: a sum over runs of a penalty on residuals, taken on the logarithm of the loss (ln L̂ - ln L) or on the loss itself (L̂ - L).
/// </summary>
/// <remarks>
/// Always the sum, never the mean: dividing by the number of runs changes nothing in the optimum and has made optimisers with
/// absolute tolerances stop early.
/// </remarks>
public sealed record Objective
{
    private Objective(string name, Penalty penalty)
    {
        Name = name;
        Penalty = penalty;
    }

    /// <summary>The default: log-Huber with delta 1e-3, as Hoffmann et al. 2022 use it.</summary>
    public static Objective Default { get; } = LogHuber(1e-3);

    /// <summary>Half the squared residual of ln L.</summary>
    public static Objective LogLeastSquares { get; } = new("log least squares", new Penalty(PenaltyKind.Squares, 0, OnLogarithm: true));

    /// <summary>The absolute residual of ln L, minimised exactly.</summary>
    public static Objective LogLeastAbsoluteDeviations { get; } = new("log least absolute deviations", new Penalty(PenaltyKind.Absolute, 0, OnLogarithm: true));

    /// <summary>Half the squared residual of L.</summary>
    public static Objective LeastSquares { get; } = new("least squares", new Penalty(PenaltyKind.Squares, 0, OnLogarithm: false));

    /// <summary>The absolute residual of L, minimised exactly.</summary>
    public static Objective LeastAbsoluteDeviations { get; } = new("least absolute deviations", new Penalty(PenaltyKind.Absolute, 0, OnLogarithm: false));

    /// <summary>What it is called, with its delta where it has one.</summary>
    public string Name { get; }

    /// <summary>Whether residuals are of ln L rather than L.</summary>
    public bool OnLogarithm => Penalty.OnLogarithm;

    /// <summary>The residual at which Huber's function turns from a parabola to a line; null for other objectives.</summary>
    public double? Delta => Penalty.Kind == PenaltyKind.Huber ? Penalty.Delta : null;

    internal Penalty Penalty { get; }

    /// <summary>
    /// Huber's function of the residual of ln L: r²/2 up to delta, δ(|r| - δ/2) beyond, so that outliers count by their size and not by its square.
    /// </summary>
    /// <param name="delta">Where the parabola ends, in ln L: 1e-3 is a loss 0.1 % off.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public static Objective LogHuber(double delta = 1e-3) => MakeHuber("log-Huber", delta, onLogarithm: true);

    /// <summary>
    /// Soft-L1 of the residual of ln L: δ²(√(1 + r²/δ²) - 1), which is Huber's function without its corner (SciPy's soft_l1 with f_scale = delta).
    /// </summary>
    /// <param name="delta">Where the parabola gives way to a line, in ln L.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public static Objective LogSoftL1(double delta = 1e-3)
    {
        Require.Positive(delta, nameof(delta));
        return new Objective(string.Create(CultureInfo.InvariantCulture, $"log soft-L1 (delta {delta})"), new Penalty(PenaltyKind.SoftL1, delta, OnLogarithm: true));
    }

    /// <summary>
    /// Student's t for the residual of ln L: δ²(ν + 1)/2 ln(1 + r²/(νδ²)), by which far outliers lose their pull altogether. Not convex: there may be several minima.
    /// </summary>
    /// <param name="scale">δ, the scale of ordinary residuals, in ln L.</param>
    /// <param name="freedom">ν, the degrees of freedom: the fewer, the less outliers count.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public static Objective LogStudentT(double scale, double freedom = 4)
    {
        Require.Positive(scale, nameof(scale));
        Require.Positive(freedom, nameof(freedom));
        return new Objective(
            string.Create(CultureInfo.InvariantCulture, $"log Student-t (scale {scale}, {freedom} degrees of freedom)"),
            new Penalty(PenaltyKind.StudentT, scale, OnLogarithm: true, freedom));
    }

    /// <summary>
    /// Expectiles of ln L: half the squared residual, times τ where a run lies above the law and 1 - τ where it lies below. A small τ fits the lower envelope: what
    /// well-tuned runs reach.
    /// </summary>
    /// <param name="tau">τ, between 0 and 1; 0.5 is least squares.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not between 0 and 1.</exception>
    public static Objective LogExpectile(double tau)
    {
        if (!(tau > 0 && tau < 1)) throw new ArgumentOutOfRangeException(nameof(tau), tau.ToString(CultureInfo.InvariantCulture), "τ lies between 0 and 1.");
        return new Objective(string.Create(CultureInfo.InvariantCulture, $"log expectile (tau {tau})"), new Penalty(PenaltyKind.Expectile, 0, OnLogarithm: true, tau));
    }

    /// <summary>Huber's function of the residual of L.</summary>
    /// <param name="delta">Where the parabola ends, in units of the loss.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public static Objective Huber(double delta) => MakeHuber("Huber", delta, onLogarithm: false);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static Objective MakeHuber(string name, double delta, bool onLogarithm)
    {
        Require.Positive(delta, nameof(delta));
        return new Objective(string.Create(CultureInfo.InvariantCulture, $"{name} (delta {delta})"), new Penalty(PenaltyKind.Huber, delta, onLogarithm));
    }
}
