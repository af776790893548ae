using System.Globalization;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using ScalingFit.Laws;
using ScalingFit.Uncertainty;

namespace ScalingFit;

/// <summary>
/// How far the parameters of a fit may be off, and together with which others, by the curvature at the minimum: the standard errors of textbooks, at the cost of one evaluation.
/// </summary>
/// <remarks>
/// In the coordinates of the fit: ln of floors, amplitudes and multipliers, the others themselves. They hold where the objective is all but a parabola over the width of an interval; resampling
/// (<see cref="Bootstrap"/>) needs no such thing and is the default everywhere else. Weights count as relative precision, as in weighted least squares, and known standard deviations by their ratios
/// alone: the scale is always estimated from the residuals. Where the formula does not hold, <see cref="Findings"/> say why, and everything but <see cref="Names"/> is withheld. Immutable, and safe
/// to share between threads.
/// </remarks>
public sealed class Covariance
{
    /// <summary>The widest of three steps of the numerical derivative, in standard deviations.</summary>
    private const double Step = 0.02;

    private readonly double[] _matrix;
    private readonly int[] _place;
    private readonly Lazy<double[][]> _directions;

    internal Covariance(LawFit fit, CovarianceKind kind)
    {
        Fit = fit;
        Kind = kind;
        Findings = CurvatureFindings.Of(fit);
        LawDefinition definition = fit.Law.Definition;
        ReadOnlySpan<int> picks = fit.Problem.Coordinates.Picks;
        Names = [.. picks.ToArray().Select(m => definition.Parameters[m].Name)];
        _place = new int[definition.Parameters.Length];
        for (int m = 0; m < _place.Length; m++)
        {
            string name = definition.Parameters[m].Name;
            _place[m] = picks.IndexOf(fit.Law.Tied.TryGetValue(name, out string? leader) ? definition.IndexOf(leader) : m);
        }

        DegreesOfFreedom = fit.Runs.RunCount - Names.Count;
        _matrix = IsUsable && Names.Count > 0 ? ObjectiveCurvature.Of(fit).Covariance(kind) : [];
        _directions = new Lazy<double[][]>(Directions);
    }

    /// <summary>The fit.</summary>
    public LawFit Fit { get; }

    /// <summary>The formula.</summary>
    public CovarianceKind Kind { get; }

    /// <summary>The free parameters, in the law's order. One that is tied follows another of them; one that is held has no error.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The degrees of freedom of Student's t in intervals: runs less free parameters, rows of one name being one run.</summary>
    public int DegreesOfFreedom { get; }

    /// <summary>Why the formula does not hold; empty where it does.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Whether standard errors and intervals may be formed.</summary>
    public bool IsUsable => Findings.All(f => f.Severity != Severity.Error);

    /// <summary>
    /// The covariance of two parameters, by ln of floors, amplitudes and multipliers and by the others themselves; with itself, the variance. Zero for one that is held.
    /// </summary>
    /// <param name="first">The name of one.</param>
    /// <param name="second">The name of the other.</param>
    /// <exception cref="ArgumentException">The law has no such parameter.</exception>
    /// <exception cref="InvalidOperationException">Withheld: see <see cref="Findings"/>.</exception>
    public double this[string first, string second]
    {
        get
        {
            (int i, int j) = (PlaceOf(first), PlaceOf(second));
            CurvatureFindings.RequireUsable(Findings);
            return i < 0 || j < 0 ? 0 : _matrix[(i * Names.Count) + j];
        }
    }

    /// <summary>The standard error of a parameter in its own units: of a positive one its value times the standard error of its logarithm. Zero for one that is held.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <exception cref="ArgumentException">The law has no such parameter.</exception>
    /// <exception cref="InvalidOperationException">Withheld: see <see cref="Findings"/>.</exception>
    public double StandardError(string parameter)
    {
        double error = Math.Sqrt(this[parameter, parameter]);
        return Fit[parameter].Parameter.IsPositive ? Fit[parameter].Value * error : error;
    }

    /// <summary>The correlation of two estimates, between -1 and 1.</summary>
    /// <param name="first">The name of one.</param>
    /// <param name="second">The name of the other.</param>
    /// <exception cref="ArgumentException">The law has no such parameter, or one is held and has no scatter.</exception>
    /// <exception cref="InvalidOperationException">Withheld: see <see cref="Findings"/>.</exception>
    public double Correlation(string first, string second)
    {
        foreach (string name in new[] { first, second })
        {
            if (PlaceOf(name) < 0) throw new ArgumentException($"{name} is held, and correlates with nothing.", nameof(first));
        }

        return Math.Clamp(this[first, second] / Math.Sqrt(this[first, first] * this[second, second]), -1, 1);
    }

    /// <summary>The standard error of anything that follows from the law's parameters, by the delta method.</summary>
    /// <remarks>
    /// The quantity is differentiated along the principal axes of the covariance, by central differences over 0.02, 0.01 and 0.005 standard deviations and Richardson's extrapolation of the three. Of a
    /// quantity that is smooth over a standard deviation that gives ten digits, or as many as remain of the quantity's own when those of its relative standard error are taken off. The method itself is
    /// first order: it is good for quantities that are nearly linear over a few standard deviations.
    /// </remarks>
    /// <param name="quantity">The quantity, such as <c>f => f.Allocate(5.76e23).TokensPerParameter</c>.</param>
    /// <exception cref="InvalidOperationException">Withheld: see <see cref="Findings"/>; or the quantity is not a number near the estimate, or throws there.</exception>
    public double StandardErrorOf(Func<FittedLaw, double> quantity)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        CurvatureFindings.RequireUsable(Findings);
        double variance = 0;
        foreach (double[] direction in _directions.Value)
        {
            double slope = Slope(quantity, direction);
            variance += slope * slope;
        }

        return Math.Sqrt(variance);
    }

    /// <summary>
    /// The interval of a parameter by Student's t: on the logarithm for one that must be positive, so that both ends are, and on its own scale for others. Without width for one that is held.
    /// </summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="level">The confidence level.</param>
    /// <exception cref="ArgumentException">The law has no such parameter, or the level is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">Withheld: see <see cref="Findings"/>.</exception>
    public Interval Interval(string parameter, double level = 0.95)
    {
        Require.Level(level);
        double error = Math.Sqrt(this[parameter, parameter]);
        double value = Fit[parameter].Value;
        double half = error == 0 ? 0 : Quantile(level) * error;
        return Fit[parameter].Parameter.IsPositive
            ? new Interval(value * Math.Exp(-half), value * Math.Exp(half), level)
            : new Interval(value - half, value + half, level);
    }

    /// <summary>
    /// The interval of anything that follows from the law's parameters, by the delta method and Student's t on the quantity's own scale. Ask for the logarithm of one that must be positive.
    /// </summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="level">The confidence level.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">Withheld: see <see cref="Findings"/>; or the quantity is not a number near the estimate, or throws there.</exception>
    public Interval Of(Func<FittedLaw, double> quantity, double level = 0.95)
    {
        Require.Level(level);
        double error = StandardErrorOf(quantity);
        double value = quantity(Fit.Fitted);
        double half = error == 0 ? 0 : Quantile(level) * error;
        return new Interval(value - half, value + half, level);
    }

    /// <summary>The formula, degrees of freedom and standard errors in a line.</summary>
    public override string ToString()
    {
        if (!IsUsable) return $"{Kind} covariance, withheld: {string.Join(" ", Findings.Select(f => f.ToString()))}";
        IEnumerable<string> errors = Names.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n} {Fit[n].Value:G5} ± {StandardError(n):G3}"));
        return string.Create(CultureInfo.InvariantCulture, $"{Kind} covariance, {DegreesOfFreedom} degrees of freedom: {string.Join(", ", errors)}");
    }

    private double Quantile(double level) => StudentT.InvCDF(0, 1, DegreesOfFreedom, 0.5 * (1 + level));

    private int PlaceOf(string parameter) => _place[Fit.Law.IndexOf(parameter)];

    /// <summary>∂q along a direction at the estimate: D(h) = (q(+h) - q(-h))/2h for three h, each half the last, and their errors in h² and h⁴ eliminated.</summary>
    private double Slope(Func<FittedLaw, double> quantity, double[] direction)
    {
        double Central(double h)
        {
            double slope = (quantity(Moved(direction, h)) - quantity(Moved(direction, -h))) / (2 * h);
            return double.IsFinite(slope) ? slope : throw new InvalidOperationException("The quantity is not a number near the estimate, so its standard error is withheld.");
        }

        double wide = Central(Step);
        double middle = Central(Step / 2);
        double narrow = Central(Step / 4);
        double one = ((4 * middle) - wide) / 3;
        double two = ((4 * narrow) - middle) / 3;
        return ((16 * two) - one) / 15;
    }

    /// <summary>The law with its free parameters moved along a direction of their coordinates, and what is tied with them.</summary>
    private FittedLaw Moved(double[] direction, double by)
    {
        var values = new double[_place.Length];
        for (int m = 0; m < values.Length; m++)
        {
            double value = Fit.Fitted.Values[m];
            double move = _place[m] < 0 ? 0 : by * direction[_place[m]];
            values[m] = Fit.Law.Parameters[m].IsPositive ? value * Math.Exp(move) : value + move;
        }

        return new FittedLaw(Fit.Law, values, Fit.Runs.Conventions, Fit.Fitted.Source);
    }

    /// <summary>
    /// Directions whose outer products sum to the covariance: the principal axes of the correlations, each a standard deviation long. Moves along them keep the balance of A and α that a step in one of
    /// them alone would upset.
    /// </summary>
    private double[][] Directions()
    {
        int n = Names.Count;
        if (n == 0) return [];
        double[] size = [.. Enumerable.Range(0, n).Select(k => Math.Sqrt(_matrix[(k * n) + k]))];
        Matrix<double> correlation = Matrix<double>.Build.Dense(n, n, (i, j) => size[i] > 0 && size[j] > 0 ? 0.5 * (_matrix[(i * n) + j] + _matrix[(j * n) + i]) / (size[i] * size[j]) : 0);
        var axes = correlation.Evd(Symmetricity.Symmetric);
        var directions = new double[n][];
        for (int a = 0; a < n; a++)
        {
            double length = Math.Sqrt(Math.Max(0, axes.EigenValues[a].Real));
            directions[a] = [.. Enumerable.Range(0, n).Select(k => size[k] * length * axes.EigenVectors[k, a])];
        }

        return directions;
    }
}
