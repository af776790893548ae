using System.Globalization;
using ScalingFit.Uncertainty;

namespace ScalingFit;

/// <summary>
/// What the runs say of two parameters together with no word on the others: the objective over a grid of their values, refitted at each. Its contours show what an interval each hides, that parameters lean on each other.
/// </summary>
/// <remarks>Every point is an exact refit; of absolute deviations and quantiles it may be one of several minima that lie some 1e-5 apart. Regions need a scale for the rise: see <see cref="Findings"/>. Immutable, and safe to share between threads.</remarks>
public sealed class ProfileRegion
{
    private readonly IReadOnlyList<HeldPoint> _cells;
    private readonly ProfileAxis[] _axes;
    private readonly double[] _rises;
    private readonly ProfileCalibration? _calibration;

    internal ProfileRegion(LawFit fit, HeldRefits refits, double[][] values, IReadOnlyList<HeldPoint> cells, ProfileCalibration? calibration)
    {
        Fit = fit;
        _axes = refits.Axes;
        _cells = cells;
        _rises = [.. cells.Select(refits.RelativeRise)];
        _calibration = calibration;
        FirstValues = values[0];
        SecondValues = values[1];
        Findings = [.. CurvatureFindings.Of(fit)];
    }

    /// <summary>The fit.</summary>
    public LawFit Fit { get; }

    /// <summary>The name of the first parameter.</summary>
    public string First => _axes[0].Name;

    /// <summary>The name of the second parameter.</summary>
    public string Second => _axes[1].Name;

    /// <summary>The values of the first parameter, rising; the estimate is among them.</summary>
    public IReadOnlyList<double> FirstValues { get; }

    /// <summary>The values of the second parameter, likewise.</summary>
    public IReadOnlyList<double> SecondValues { get; }

    /// <summary>Why regions are withheld; empty where they are not.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Whether regions may be formed.</summary>
    public bool IsUsable => _calibration is not null;

    /// <summary>The lowest objective with the two at a pair of their values; infinite where no refit has one.</summary>
    /// <param name="first">The place in <see cref="FirstValues"/>.</param>
    /// <param name="second">The place in <see cref="SecondValues"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public double Objective(int first, int second) => _cells[Cell(first, second)].Objective;

    /// <summary>By how much that is above the fit's, relative to the fit's.</summary>
    /// <param name="first">The place in <see cref="FirstValues"/>.</param>
    /// <param name="second">The place in <see cref="SecondValues"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public double Rise(int first, int second) => _rises[Cell(first, second)];

    /// <summary>The law there, with the refitted values of the others.</summary>
    /// <param name="first">The place in <see cref="FirstValues"/>.</param>
    /// <param name="second">The place in <see cref="SecondValues"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public FittedLaw Law(int first, int second) => _cells[Cell(first, second)].Law;

    /// <summary>
    /// Whether the runs do not speak against a pair of values at this level, by a refit there: whether the rise of the objective over the scale c of the residuals is at most the quantile of Fisher's F with 2 and
    /// n - p degrees of freedom.
    /// </summary>
    /// <param name="first">A value of the first parameter.</param>
    /// <param name="second">A value of the second parameter.</param>
    /// <param name="level">The confidence level.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its parameter's range, or the level not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">Withheld: see <see cref="Findings"/>.</exception>
    public bool Contains(double first, double second, double level = 0.95)
    {
        double cut = Cut(level);
        HeldPoint near = _cells.MinBy(c => Distance(c.Values, first, second))!;
        return new HeldRefits(Fit, _axes).From(near, first, second).Objective <= cut;
    }

    /// <summary>The objective on the edge of the region of this level: where to draw the contour.</summary>
    /// <param name="level">The confidence level.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">Withheld: see <see cref="Findings"/>.</exception>
    public double Cut(double level)
    {
        Require.Level(level);
        if (_calibration is null) CurvatureFindings.RequireUsable(Findings);
        return _calibration!.Cut(level);
    }

    /// <summary>Parameters, grid and ranges in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{First} {FirstValues[0]:G4} to {FirstValues[^1]:G4} by {Second} {SecondValues[0]:G4} to {SecondValues[^1]:G4}, {FirstValues.Count} by {SecondValues.Count} refits; regions {(IsUsable ? "defined" : "withheld")}");

    private int Cell(int first, int second)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(second);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(first, FirstValues.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(second, SecondValues.Count);
        return (first * SecondValues.Count) + second;
    }

    /// <summary>In units of the grid's range.</summary>
    private double Distance(double[] values, double first, double second)
    {
        double One(int axis, double value, IReadOnlyList<double> all) =>
            Math.Abs(_axes[axis].ToAxis(values[axis]) - _axes[axis].ToAxis(value)) / Math.Max(double.Epsilon, _axes[axis].ToAxis(all[^1]) - _axes[axis].ToAxis(all[0]));
        double distance = One(0, first, FirstValues) + One(1, second, SecondValues);
        return double.IsNaN(distance) ? double.PositiveInfinity : distance;
    }
}
