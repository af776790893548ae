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
