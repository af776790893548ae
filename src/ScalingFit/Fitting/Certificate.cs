using MathNet.Numerics.LinearAlgebra;

namespace ScalingFit;

/// <summary>
/// The evidence that a fit is at the optimum it claims: what remains to be gained, the curvature there, what the starts found. Computed from the
/// objective's exact derivatives, not reported by the iteration about itself.
/// </summary>
public sealed class Certificate
{
    /// <summary>What may remain to be gained, relative to the objective, at a point that is called a minimum.</summary>
    internal const double LargestDecrement = 1e-10;

    /// <summary>
    /// The centred condition number above which a combination of parameters is not determined: with two model sizes, which cannot determine E, A and α, it
    /// lies above 1e9, with three below 1e5; real tables of few runs reach 1e6.
    /// </summary>
    internal const double LargestCondition = 1e7;

    /// <summary>An eigenvalue this far below the largest is zero to working precision.</summary>
    private const double Negligible = 1e-15;

    private readonly double[] _hessian;
    private readonly double[] _centredHessian;
    private readonly Lazy<double[]> _eigenvalues;
    private readonly Lazy<double[]> _scaledEigenvalues;
    private readonly Lazy<double?> _condition;

    private readonly int[] _uncentred;
    private readonly int[] _unscaled;

    /// <param name="hessian">By each free parameter's own coordinate.</param>
    /// <param name="centredHessian">By the engine's centred coordinates.</param>
    /// <param name="free">How many parameters are free.</param>
    /// <param name="uncentred">Those among them that are amplitudes whose variables could not be centred.</param>
    /// <param name="unscaled">Those among them whose unit is that of their variable, not a relative one.</param>
    internal Certificate(double[] hessian, double[] centredHessian, int free, int[] uncentred, int[] unscaled)
    {
        _uncentred = uncentred;
        _unscaled = unscaled;
        _hessian = hessian;
        _centredHessian = centredHessian;
        FreeCount = free;
        _eigenvalues = new Lazy<double[]>(() => Spectrum(_hessian));
        _scaledEigenvalues = new Lazy<double[]>(() => unscaled.Length == 0 ? _eigenvalues.Value : Spectrum(Scaled(_hessian)));
        _condition = new Lazy<double?>(Condition);
    }

    /// <summary>Why the minimiser stopped at the point returned.</summary>
    public required Termination Termination { get; init; }

    /// <summary>The objective: a sum over runs.</summary>
    public required double Objective { get; init; }

    /// <summary>
    /// ½ g'H⁻¹g divided by the objective: the share of the objective that Newton's model still promises. (Where the runs lie on the law and the objective is mere
    /// rounding, divided by what it would be for residuals of 4e-9.) Null where the Hessian is not positive definite. For least absolute deviations: what the runs passed through still add to the objective, which at the exact minimum is nothing.
    /// </summary>
    public required double? RelativeDecrement { get; init; }

    /// <summary>
    /// The gradient of the objective, a value a free parameter in the law's order, by ln of floors, amplitudes and multipliers and by the others themselves. Empty for least absolute
    /// deviations, whose objective has none at its minimum.
    /// </summary>
    public required IReadOnlyList<double> Gradient { get; init; }

    /// <summary>Each term's share of the predicted loss.</summary>
    public required IReadOnlyList<TermShare> TermShares { get; init; }

    /// <summary>How many starts were polished.</summary>
    public required int Starts { get; init; }

    /// <summary>How many of them ended in the basin returned.</summary>
    public required int StartsAgreeing { get; init; }

    /// <summary>The distinct minima found, the lowest first.</summary>
    public required IReadOnlyList<Basin> Basins { get; init; }

    /// <summary>The parameters that sit on a bound: the data would have them beyond it.</summary>
    public required IReadOnlyList<string> ActiveBounds { get; init; }

    /// <summary>How often the objective and its derivatives were computed, over all starts.</summary>
    public required int Evaluations { get; init; }

    /// <summary>How many runs lie in Huber's quadratic zone; null for other objectives.</summary>
    public required int? RunsInQuadraticZone { get; init; }

    /// <summary>Least absolute deviations: how many runs the law passes through; null for other objectives, and where rounding leaves it open.</summary>
    public required int? InterpolatedRuns { get; init; }

    /// <summary>
    /// Least absolute deviations: the largest multiplier of a run passed through, relative to its bound. Below 1 the point is a strict minimum.
    /// Null for other objectives, and where rounding leaves it open.
    /// </summary>
    public required double? LargestMultiplier { get; init; }

    /// <summary>
    /// The eigenvalues of the objective's Hessian by the same coordinates as <see cref="Gradient"/>, smallest first. Empty for least absolute
    /// deviations, whose objective has no second derivative at its minimum.
    /// </summary>
    public IReadOnlyList<double> HessianEigenvalues => _eigenvalues.Value;

    /// <summary>
    /// Whether the smallest eigenvalue is positive beyond rounding: more than 1e-15 of the largest, with parameters of kind <see cref="ParameterKind.Free"/> in the units of <see cref="ConditionNumber"/>. Null for least
    /// absolute deviations.
    /// </summary>
    public bool? IsPositiveDefinite => _scaledEigenvalues.Value is { Length: > 0 } values ? values[0] > Negligible * Math.Abs(values[^1]) : null;

    /// <summary>The smallest of <see cref="HessianEigenvalues"/>; positive at a proper minimum, null where there are none.</summary>
    public double? SmallestHessianEigenvalue => _eigenvalues.Value.Length == 0 ? null : _eigenvalues.Value[0];

    /// <summary>
    /// The condition number of the Hessian with the logarithms of the variables centred, and parameters of kind <see cref="ParameterKind.Free"/> in units in which they are curved as the others are on average: how unequally
    /// well the runs determine different combinations of parameters. Null where that matrix is not positive definite. For least absolute deviations that of J'J, where J are the gradients of the runs passed through, or of all runs where these are fewer than the free parameters.
    /// </summary>
    public double? ConditionNumber => _condition.Value;

    /// <summary>Whether the point is a minimum that determines every parameter: converged, reached by a start, nothing left to gain, and curved in every direction beyond rounding.</summary>
    public bool IsMinimum => Termination == Termination.Converged && StartsAgreeing > 0 && RelativeDecrement is <= LargestDecrement && (FreeCount == 0 || IsDetermined);

    internal int FreeCount { get; }

    /// <summary>Curved in every direction; or, for least absolute deviations, held by runs whose gradients differ enough.</summary>
    private bool IsDetermined => IsPositiveDefinite is not false && ConditionNumber is <= LargestCondition;

    private static double[] Spectrum(double[] matrix)
    {
        int n = (int)Math.Round(Math.Sqrt(matrix.Length));
        if (n == 0) return [];

        // Where a coordinate has run away the Hessian may overflow: no eigenvalue is known then.
        if (Array.Exists(matrix, x => !double.IsFinite(x))) return [.. Enumerable.Repeat(double.NaN, n)];
        Matrix<double> symmetric = Matrix<double>.Build.Dense(n, n, matrix);
        double[] values = [.. symmetric.Evd(Symmetricity.Symmetric).EigenValues.Select(v => v.Real)];
        Array.Sort(values);
        return values;
    }

    private double? Condition()
    {
        double[] hessian = Scaled(_centredHessian);
        double[] values = _uncentred.Length == 0 || hessian.Length == 0 ? Spectrum(hessian) : SpectrumWithout(hessian, _uncentred);
        return values.Length > 0 && values[0] > Negligible * values[^1] ? values[^1] / values[0] : null;
    }

    /// <summary>
    /// The Hessian with parameters that may be any number in other units. Exponents and logarithms have a natural one; that of a slope is its variable's, so that its curvature, and with it the condition number, could be
    /// anything. Its unit is made such that it is curved as the others are on average. A slope that is curved by no more than rounding stays flat.
    /// </summary>
    private double[] Scaled(double[] matrix)
    {
        int n = (int)Math.Round(Math.Sqrt(matrix.Length));
        if (_unscaled.Length == 0 || n == 0) return matrix;
        double[] others = [.. Enumerable.Range(0, n).Except(_unscaled).Select(i => matrix[(i * n) + i])];
        double reference = others.Length > 0 ? others.Average() : _unscaled.Average(i => matrix[(i * n) + i]);
        if (!(reference > 0) || !double.IsFinite(reference)) return matrix;
        var unit = new double[n];
        Array.Fill(unit, 1);
        foreach (int i in _unscaled)
        {
            double own = matrix[(i * n) + i];
            if (own > Negligible * reference && double.IsFinite(own)) unit[i] = Math.Sqrt(reference / own);
        }

        var scaled = new double[matrix.Length];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) scaled[(i * n) + j] = matrix[(i * n) + j] * unit[i] * unit[j];
        }

        return scaled;
    }

    /// <summary>
    /// The spectrum in coordinates in which amplitudes do not move with the other parameters: what centring their variables would bring about, were that possible. That is
    /// the amplitudes' own block, and its Schur complement for the others.
    /// </summary>
    private static double[] SpectrumWithout(double[] matrix, int[] amplitudes)
    {
        int n = (int)Math.Round(Math.Sqrt(matrix.Length));
        int[] others = [.. Enumerable.Range(0, n).Except(amplitudes)];
        Matrix<double> all = Matrix<double>.Build.Dense(n, n, matrix);
        Matrix<double> own = Matrix<double>.Build.Dense(amplitudes.Length, amplitudes.Length, (i, j) => all[amplitudes[i], amplitudes[j]]);
        Matrix<double> cross = Matrix<double>.Build.Dense(amplitudes.Length, Math.Max(1, others.Length), (i, j) => others.Length == 0 ? 0 : all[amplitudes[i], others[j]]);
        double[] values = Spectrum(own.ToColumnMajorArray());
        if (others.Length == 0 || values[0] <= 0) return values;
        Matrix<double> rest = Matrix<double>.Build.Dense(others.Length, others.Length, (i, j) => all[others[i], others[j]]) - cross.TransposeThisAndMultiply(own.Cholesky().Solve(cross));
        values = [.. values, .. Spectrum(((rest + rest.Transpose()) / 2).ToColumnMajorArray())];
        Array.Sort(values);
        return values;
    }
}
